import type { UniqueId } from "../manifest/node.ts";
import type { Edit } from "./change.ts";
import { sameButFormatting } from "./formatting.ts";
import type { DiffScope } from "./scope.ts";

interface Coded {
  readonly resourceType: string;
  readonly rawCode: string | null;
  readonly language?: string;
  readonly checksum?: { readonly name: string; readonly checksum: string } | null;
  readonly dependsOn: readonly UniqueId[];
}

/** How the source text differs: not at all, in its formatting, or in what it says. The text itself is not repeated. */
export function diffBody({ base, head }: { base: Coded; head: Coded }, scope: DiffScope): readonly Edit[] {
  if (head.resourceType === "seed") return sameChecksum(base, head) ? [] : [body("checksum")];
  if (base.rawCode === null || head.rawCode === null) {
    return scope.sameDbt && !sameChecksum(base, head) ? [body("checksum")] : [];
  }
  if (base.rawCode === head.rawCode) return [];
  const before = withRenamedRefs(base.rawCode, base.dependsOn, scope);
  return [body(sameButFormatting(before, head.rawCode, head.language ?? "sql") ? "formatting" : "raw_code")];
}

function body(aspect: string): Edit {
  return { part: "body", aspect, before: null, after: null };
}

function sameChecksum(base: Coded, head: Coded): boolean {
  const [left, right] = [base.checksum ?? null, head.checksum ?? null];
  if (left === null || right === null || left.name !== right.name) return left === right;
  return left.checksum === right.checksum;
}

/** A `ref()` that follows a rename says what it said before. */
function withRenamedRefs(code: string, parents: readonly UniqueId[], scope: DiffScope): string {
  let text = code;
  for (const parent of parents) {
    const renamed = scope.renames.get(parent);
    if (renamed === undefined) continue;
    const [from, to] = [
      nameIn(parent, scope.artifacts.base.project),
      nameIn(renamed, scope.artifacts.head.project),
    ];
    text = text.replaceAll(`'${from}'`, `'${to}'`).replaceAll(`"${from}"`, `"${to}"`);
  }
  return text;
}

function nameIn(
  id: UniqueId,
  project: { readonly nodes: Readonly<Record<UniqueId, { readonly name: string }>> },
): string {
  return project.nodes[id]?.name ?? id;
}
