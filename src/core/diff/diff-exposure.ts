import type { Exposure, Group } from "../manifest/project.ts";
import type { Edit } from "./change.ts";
import { diffNode } from "./diff-node.ts";
import { compareText } from "./edits.ts";
import type { DiffScope, Difference, NodePair } from "./scope.ts";

/** How two exposures differ. */
export function diffExposure(pair: NodePair<"exposure">, scope: DiffScope): Difference {
  const { base, head } = pair;
  return {
    edits: [
      ...diffNode(pair, scope),
      ...compareText({ part: "definition", aspect: "type" }, base.type, head.type),
      ...diffOwner(base, head),
      ...compareText({ part: "maturity", aspect: "maturity" }, base.maturity, head.maturity),
      ...compareText({ part: "label", aspect: "label" }, base.label, head.label),
      ...compareText({ part: "url", aspect: "url" }, base.url, head.url),
    ],
  };
}

/** How two groups differ. */
export function diffGroup(pair: NodePair<"group">, scope: DiffScope): Difference {
  return { edits: [...diffNode(pair, scope), ...diffOwner(pair.base, pair.head)] };
}

/** Owners are compared by digest, for the address counts too, and shown by name alone. */
function diffOwner(base: Exposure | Group, head: Exposure | Group): readonly Edit[] {
  if (base.ownerDigest === head.ownerDigest) return [];
  return [
    { part: "owner", aspect: "owner", before: base.owner?.name ?? null, after: head.owner?.name ?? null },
  ];
}
