import type { WarehouseSql } from "../../core/usage/export-sql/warehouse-sql.ts";
import type { UsageWindow } from "../../core/usage/snapshot.ts";

const HOUR = 3_600_000;

/** What a warehouse's history covers of the days that were asked for: no more than it keeps, and not the hours that it is late. */
export function historyWindow(warehouse: WarehouseSql, days: number, now: number): UsageWindow | null {
  if (warehouse.reachDays === null) return null;
  const reach = Math.min(days, warehouse.reachDays);
  const iso = (hoursAgo: number) => new Date(now - hoursAgo * HOUR).toISOString();
  return { from: iso(reach * 24), to: iso(warehouse.lateHours) };
}

/** A sentence for a user who asked for more days than there are; none where that is not so. */
export function reachNotes(warehouse: WarehouseSql, days: number): readonly string[] {
  if (warehouse.reachDays === null || days <= warehouse.reachDays) return [];
  return [`${warehouse.title} keeps ${warehouse.reachDays} days of history: ${days} were asked for.`];
}
