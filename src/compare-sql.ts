import type { Change } from "./core/diff/change.ts";
import { compareReadings } from "./core/sql/reading.ts";
import {
  differsIncrementally,
  nothingCompared,
  sqlTargets,
  unreadable,
  type ComparedSql,
  type NotCompared,
  type SqlComparison,
  type SqlTarget,
} from "./core/sql/sql-comparison.ts";
import type { SideReader } from "./side-reader.ts";

/** How the SQL of the changed models and snapshots differs. Without any, nothing is started. */
export async function compareSql(changes: readonly Change[], reader: SideReader): Promise<SqlComparison> {
  const targets = sqlTargets(changes);
  if (targets.length === 0) return nothingCompared;
  const outcomes = await Promise.all(targets.map((target) => compareTarget(target, reader)));
  return {
    compared: outcomes.flatMap(({ compared }) => compared ?? []),
    notCompared: outcomes.flatMap(({ notCompared }) => notCompared ?? []),
  };
}

interface Outcome {
  readonly compared?: ComparedSql;
  readonly notCompared?: NotCompared;
}

async function compareTarget(target: SqlTarget, reader: SideReader): Promise<Outcome> {
  const { uniqueId, base, head } = target;
  const blocked = unreadable(target);
  if (blocked !== null) return { notCompared: blocked };
  const [before, after] = await Promise.all([reader.read(base, "base"), reader.read(head, "head")]);
  const change = compareReadings(before, after, reader.adapterType);
  const text = await reader.texts.of(head, "head");
  const rendered = text.sql === null || text.origin === "compiled" ? {} : { rendered: text.sql };
  const compared = { uniqueId, change, base: before, head: after, ...rendered };
  const hidden = differsIncrementally(target) && change.class !== "rows";
  if (hidden) return await withIncremental(compared, target, reader);
  const unread = [before, after].find((reading) => reading.state !== "read");
  if (change.class !== "unknown" || unread === undefined) return { compared };
  return { compared, notCompared: { uniqueId, name: head.name, reason: "not-read", why: unread.why } };
}

/** What differs in a full build, with what differs in an incremental run alone: another filter loads other rows. */
async function withIncremental(
  compared: ComparedSql,
  { base, head }: SqlTarget,
  reader: SideReader,
): Promise<Outcome> {
  const [before, after] = await Promise.all([
    reader.readIncremental(base, "base"),
    reader.readIncremental(head, "head"),
  ]);
  const { uniqueId, change } = compared;
  const difference = compareReadings(before ?? compared.base, after ?? compared.head, reader.adapterType);
  if (difference.class === "none") return { compared };
  if (difference.class !== "unknown")
    return { compared: { ...compared, change: { ...change, class: "rows" } } };
  const why = "its incremental part differs, and no SQL could be made of it";
  return {
    compared: { ...compared, change: { ...change, class: "unknown" } },
    notCompared: { uniqueId, name: head.name, reason: "incremental", why },
  };
}
