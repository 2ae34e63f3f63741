import type { Change } from "./core/diff/change.ts";
import type { Graphs } from "./core/lineage/graph.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import { isReadable } from "./core/sql/known-columns.ts";
import { shiftedUnions } from "./core/sql/shifted-unions.ts";
import { sourceText } from "./core/sql/source-text.ts";
import type { PositionalReader, SqlComparison, UnionComparison } from "./core/sql/sql-comparison.ts";
import type { SideReader } from "./side-reader.ts";

interface UnionInput {
  readonly artifacts: Artifacts;
  readonly changes: readonly Change[];
  readonly sql: SqlComparison;
  readonly graphs: Graphs;
}

/** Readers that are looked at for one review. */
const MOST_READ = 50;

/** The direct readers of objects with other columns whose set operations take columns by position, and now take others. */
export async function compareUnions(
  { artifacts, changes, sql, graphs }: UnionInput,
  reader: SideReader,
): Promise<UnionComparison> {
  const reordered = sql.compared.flatMap(({ uniqueId, change }) =>
    change.edits.some(({ kind }) => kind === "column_order") ? [uniqueId] : [],
  );
  const listed = changes.filter(({ columns }) => columns.some(({ kind }) => LISTS.has(kind)));
  const changed = [...new Set([...listed.map(({ uniqueId }) => uniqueId), ...reordered])];
  const readers = [...new Set(changed.flatMap((id) => graphs.head.childrenOf(id)))].sort();
  const unions = readers.filter((id) => hasUnion(id, artifacts));
  const outcomes = await Promise.all(
    unions.slice(0, MOST_READ).map((id) => compareReader(id, artifacts, reader)),
  );
  return {
    shifted: outcomes.flatMap(({ shifted }) => shifted ?? []),
    unread: [...outcomes.flatMap(({ unread }) => unread ?? []), ...unions.slice(MOST_READ)],
  };
}

interface Outcome {
  readonly shifted?: PositionalReader;
  readonly unread?: UniqueId;
}

/** What makes the list of columns another one. */
const LISTS: ReadonlySet<string> = new Set(["added", "removed", "renamed"]);

/** A cheap look at the text: most readers have no set operation over a star. */
function hasUnion(id: UniqueId, { base, head }: Artifacts): boolean {
  return [base, head].every(({ project }) => {
    const node = project.nodes[id];
    const text = node !== undefined && "language" in node ? sourceText(node) : null;
    return text !== null && /\b(?:union|except|intersect|minus)\b/iu.test(text) && text.includes("*");
  });
}

async function compareReader(id: UniqueId, { base, head }: Artifacts, reader: SideReader): Promise<Outcome> {
  const [before, after] = [base.project.nodes[id], head.project.nodes[id]];
  if (before === undefined || after === undefined || !isReadable(before) || !isReadable(after)) return {};
  const [was, now] = await Promise.all([reader.read(before, "base"), reader.read(after, "head")]);
  if (was.state !== "read" || now.state !== "read") return { unread: id };
  const unions = shiftedUnions(was.facts, now.facts);
  return unions.length === 0 ? {} : { shifted: { uniqueId: id, unions } };
}
