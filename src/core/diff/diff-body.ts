import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Edit } from "./change.ts";
import { withoutConfigCalls } from "./config-call.ts";
import { sameButFormatting } from "./formatting.ts";
import type { DiffScope } from "./scope.ts";

interface Coded {
  readonly resourceType: string;
  readonly rawCode: string | null;
  readonly language?: string;
  readonly checksum?: { readonly name: string; readonly checksum: string } | null;
  readonly dependsOn: readonly UniqueId[];
}

/**
 * How the source text differs: not at all, in its formatting or its `config()` call alone, or in what it says.
 * The text itself is not repeated.
 */
export function diffBody({ base, head }: { base: Coded; head: Coded }, scope: DiffScope): readonly Edit[] {
  if (head.resourceType === "seed") return sameChecksum(base, head) ? [] : [body("checksum")];
  if (base.rawCode === null || head.rawCode === null) {
    return scope.sameDbt && !sameChecksum(base, head) ? [body("checksum")] : [];
  }
  if (base.rawCode === head.rawCode) return [];
  const before = withoutConfigCalls(withRenamedRefs(base.rawCode, base.dependsOn, scope));
  const isSame = sameButFormatting(before, withoutConfigCalls(head.rawCode), head.language ?? "sql");
  return [body(isSame ? "formatting" : "raw_code")];
}

function body(aspect: string): Edit {
  return { part: "body", aspect, before: null, after: null };
}

function sameChecksum(base: Coded, head: Coded): boolean {
  const [left, right] = [base.checksum ?? null, head.checksum ?? null];
  if (left === null || right === null || left.name !== right.name) return left === right;
  return left.checksum === right.checksum;
}

/** A `ref()` or `source()` that follows a rename says what it said before. */
function withRenamedRefs(code: string, parents: readonly UniqueId[], scope: DiffScope): string {
  let text = code;
  for (const parent of parents) {
    const renamed = scope.renames.get(parent);
    if (renamed === undefined) continue;
    const [before, after] = [
      namesIn(parent, scope.artifacts.base.project),
      namesIn(renamed, scope.artifacts.head.project),
    ];
    for (const [index, from] of before.entries()) {
      const to = after[index] ?? from;
      text = text.replaceAll(`'${from}'`, `'${to}'`).replaceAll(`"${from}"`, `"${to}"`);
    }
  }
  return text;
}

/** The names by which code refers to an object: a source's table stands after its source. */
function namesIn(id: UniqueId, project: Project): readonly string[] {
  const node = project.nodes[id];
  if (node === undefined) return [id];
  return node.resourceType === "source" ? [node.sourceName, node.name] : [node.name];
}
