import type { Identifier } from "../query.ts";
import { NOTHING, type Lineage } from "./lineage.ts";
import { lower, type Offer, type Readable, type Resolver } from "./scope.ts";

/** A relation of the warehouse: its columns as far as they are known. */
export function tableReadable(parts: readonly Identifier[], resolver: Resolver): Readable {
  const known = resolver.upstream(parts);
  const id = known?.id ?? parts.map(lower).join(".");
  resolver.relations.add(id);
  const columns = known?.columns ?? null;
  const doubt = columns === null ? `the columns of ${id} are not known` : null;
  return {
    source: id,
    scope: null,
    columns: (columns ?? []).map((text) => offer(id, { text, key: stored(text, resolver) }, null)),
    open: doubt,
    ask: (name) => offer(id, name, doubt ?? `${name.text} is not among the known columns of ${id}`),
  };
}

function offer(id: string, name: Identifier, doubt: string | null): Offer {
  const edge = { relation: id, column: lower(name), type: "DIRECT", subtype: "IDENTITY" } as const;
  const lineage: Lineage = { ...NOTHING, edges: [edge], doubts: doubt === null ? [] : [doubt] };
  return { name, lineage, origin: { source: id, column: lower(name) } };
}

/** A column's name in a catalog is what the warehouse stores; in documentation it is often written in lower case. */
function stored(text: string, { dialect }: Resolver): string {
  if (dialect.folding === "upper") return text === text.toLowerCase() ? text.toUpperCase() : text;
  return dialect.folding === "ignore" ? text.toLowerCase() : text;
}
