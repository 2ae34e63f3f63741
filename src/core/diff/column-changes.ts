import { groupBy } from "../group-by.ts";
import { isOneAdapter, type Side } from "../manifest/artifacts.ts";
import { catalogColumns } from "../manifest/catalog-columns.ts";
import type { Buildable, Source } from "../manifest/project.ts";
import type { ColumnChange } from "../report.ts";
import { columnKey } from "./diff-columns.ts";
import type { DiffScope } from "./scope.ts";

type Certainty = ColumnChange["certainty"];

interface Pair {
  readonly base: Buildable | Source;
  readonly head: Buildable | Source;
}

/** A column as one input knows it, in order. */
interface KnownColumn {
  readonly name: string;
  readonly key: string;
  readonly type: string | null;
  readonly description: string;
}

/**
 * What happened to the real columns of an object, as far as it is known without reading SQL:
 * from an enforced contract on both sides, else from fresh catalogs of both sides (both prove it),
 * else from declared columns that also came into or went out of the source text (structural).
 * A column that only left the YAML is not a change of columns, and another warehouse's name of a type is none of a type.
 */
export function columnChanges(pair: Pair, scope: DiffScope): readonly ColumnChange[] {
  const { base, head } = pair;
  if (isContracted(base) && isContracted(head)) return compareContracted(pair);
  const changes = compareKnown(pair, scope);
  return isOneAdapter(scope.artifacts) ? changes : changes.filter(({ kind }) => kind !== "type_changed");
}

function compareKnown(pair: Pair, scope: DiffScope): readonly ColumnChange[] {
  const { base, head } = pair;
  const [before, after] = [catalogued(base, scope.artifacts.base), catalogued(head, scope.artifacts.head)];
  if (before !== null && after !== null) return compareColumns(before, after, "proven");
  return compareDeclared(pair);
}

function compareContracted({ base, head }: Pair): readonly ColumnChange[] {
  return base.columns === head.columns ? [] : compareColumns(declared(base), declared(head), "proven");
}

function isContracted(node: Buildable | Source): boolean {
  return node.resourceType !== "source" && node.contract.enforced;
}

function declared(node: Buildable | Source): readonly KnownColumn[] {
  return node.columns.map((column) => ({
    name: column.name,
    key: columnKey(column),
    type: column.dataType,
    description: column.description,
  }));
}

function catalogued(node: Buildable | Source, side: Side): readonly KnownColumn[] | null {
  const columns = catalogColumns(side, node.uniqueId);
  return columns?.map(({ name, type }) => ({ name, key: name.toLowerCase(), type, description: "" })) ?? null;
}

function compareColumns(
  base: readonly KnownColumn[],
  head: readonly KnownColumn[],
  certainty: Certainty,
): readonly ColumnChange[] {
  const before = new Map(base.map((column) => [column.key, column]));
  const after = new Map(head.map((column) => [column.key, column]));
  const removed = base.filter((column) => !after.has(column.key));
  const added = head.filter((column) => !before.has(column.key));
  const renames = pairRenames({ base, head, removed, added });
  const renamed = new Set(renames.values());
  return [
    ...removed.map((column) => removal(column, renames.get(column), certainty)),
    ...added
      .filter((column) => !renamed.has(column))
      .map((column): ColumnChange => ({ name: column.name, kind: "added", certainty })),
    ...head.flatMap((column) => typeChange(before.get(column.key), column, certainty)),
  ];
}

function removal(column: KnownColumn, renamed: KnownColumn | undefined, certainty: Certainty): ColumnChange {
  if (renamed === undefined) return { name: column.name, kind: "removed", certainty };
  return { name: renamed.name, kind: "renamed", from: column.name, to: renamed.name, certainty };
}

function typeChange(
  before: KnownColumn | undefined,
  after: KnownColumn,
  certainty: Certainty,
): readonly ColumnChange[] {
  if (before === undefined || before.type === null || after.type === null || before.type === after.type)
    return [];
  return [{ name: after.name, kind: "type_changed", from: before.type, to: after.type, certainty }];
}

interface Unpaired {
  readonly base: readonly KnownColumn[];
  readonly head: readonly KnownColumn[];
  readonly removed: readonly KnownColumn[];
  readonly added: readonly KnownColumn[];
}

/** A removed and an added column are one renamed column when they share place and type, or a description of their own. */
function pairRenames({ base, head, removed, added }: Unpaired): ReadonlyMap<KnownColumn, KnownColumn> {
  const pairs = new Map<KnownColumn, KnownColumn>();
  const free = new Set(added);
  const described = groupBy(added, (column) => column.description);
  const places = new Map(
    base.length === head.length ? base.map((column, index) => [column, head[index]]) : [],
  );
  const sameText = ({ description }: KnownColumn) =>
    description === "" ? [] : (described.get(description) ?? []);
  for (const column of removed) {
    const inPlace = places.get(column);
    const candidates = inPlace?.type === column.type ? [inPlace, ...sameText(column)] : sameText(column);
    const match = candidates.find((candidate) => free.has(candidate));
    if (match === undefined) continue;
    pairs.set(column, match);
    free.delete(match);
  }
  return pairs;
}

/** Declared columns prove nothing by themselves; with the text of the model changed in the same place they do say something. */
function compareDeclared({ base, head }: Pair): readonly ColumnChange[] {
  const changes =
    base.columns === head.columns ? [] : compareColumns(declared(base), declared(head), "structural");
  if (changes.length === 0) return [];
  const [before, after] = [namesIn(base), namesIn(head)];
  return changes.filter((change) => {
    if (change.kind === "type_changed") return true;
    if (before === null || after === null) return false;
    const gone = (name: string | undefined) => inText(before, name) && !inText(after, name);
    const came = (name: string | undefined) => !inText(before, name) && inText(after, name);
    if (change.kind === "removed") return gone(change.name);
    if (change.kind === "added") return came(change.name);
    return gone(change.from) && came(change.name);
  });
}

function inText(words: ReadonlySet<string>, name: string | undefined): boolean {
  return name !== undefined && words.has(name.toLowerCase());
}

function namesIn(node: Buildable | Source): ReadonlySet<string> | null {
  if (node.resourceType === "source" || node.rawCode === null) return null;
  return new Set(node.rawCode.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
}
