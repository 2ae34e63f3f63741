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
  const readings = { base: before, head: after };
  const hidden = differsIncrementally(target) && change.class !== "rows";
  if (hidden) {
    const why = "its incremental part differs, which compiled SQL does not show";
    return {
      compared: { uniqueId, change: { ...change, class: "unknown" }, ...readings },
      notCompared: { uniqueId, name: head.name, reason: "incremental", why },
    };
  }
  const unread = [before, after].find((reading) => reading.state !== "read");
  if (change.class !== "unknown" || unread === undefined)
    return { compared: { uniqueId, change, ...readings } };
  const notCompared: NotCompared = { uniqueId, name: head.name, reason: "not-read", why: unread.why };
  return { compared: { uniqueId, change, ...readings }, notCompared };
}
