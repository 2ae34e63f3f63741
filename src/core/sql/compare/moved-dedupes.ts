import type { ScopeFacts } from "../facts.ts";
import type { Comparison } from "./comparison.ts";
import type { SqlEdit } from "./edit.ts";
import { pathOf, withoutOccurrence, type SqlSide } from "./side.ts";

/**
 * The edits without deduplications that only moved. Where the same scopes read what is deduplicated, or the result itself
 * now is, nothing is lost; else rows may double after the new place, and that it is gone from the old one is told.
 */
export function withoutMovedDedupes(
  edits: readonly SqlEdit[],
  { sides, pairs, root }: Comparison,
): readonly SqlEdit[] {
  const swapped = new Set(edits.flatMap(({ kind, scope }) => (kind === "source" ? [scope] : [])));
  // The same words over another relation: that it is another one is told.
  const moved = new Set(
    edits.filter(
      ({ kind, scope, written }) => kind === "dedupe" && written !== undefined && swapped.has(scope),
    ),
  );
  for (const gone of edits.filter(({ kind, after }) => kind === "dedupe" && after === undefined)) {
    const come = edits.find(
      (each) =>
        each.kind === "dedupe" && each.before === undefined && each.after === gone.before && !moved.has(each),
    );
    if (come === undefined) continue;
    moved.add(come);
    const [before, after] = [readersOf(gone.scope, sides.base), readersOf(come.scope, sides.head)];
    const isTwin = (reader: string, other: string | undefined): boolean =>
      pairs.some(({ base, head }) => base.path === reader && head.path === other);
    const isSame = before.length === after.length && before.every((reader, at) => isTwin(reader, after[at]));
    if ((isSame && before.length > 0) || come.scope === root.head.path) moved.add(gone);
  }
  return edits.filter((edit) => !moved.has(edit));
}

/** The scopes that read from a scope, in their order. */
function readersOf(path: string, { facts }: SqlSide): readonly string[] {
  const reads = ({ inputs }: ScopeFacts): boolean =>
    inputs.some(({ source }) => pathOf(withoutOccurrence(source)) === path);
  return facts.scopes.filter(reads).map((scope) => scope.path);
}
