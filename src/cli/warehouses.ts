import type { WarehouseName } from "../core/usage/export-sql/warehouse-sql.ts";
import type { UsageWarehouse } from "../ports.ts";
import type { KeepRecords } from "../pull-usage.ts";

/** How commands reach warehouses. */
export interface Warehouses {
  /** With the credentials of the environment; nothing is asked yet. `region`: whose history is read, where there are several. */
  readonly open: (name: WarehouseName, region: string) => Promise<UsageWarehouse>;
  readonly keepRecords: KeepRecords;
}
