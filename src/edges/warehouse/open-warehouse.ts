import type { WarehouseName } from "../../core/usage/export-sql/warehouse-sql.ts";
import type { UsageWarehouse } from "../../ports.ts";
import type { WarehouseAccess } from "./access.ts";
import { athena } from "./athena.ts";
import { bigquery } from "./bigquery.ts";
import { databricks } from "./databricks.ts";
import { postgres } from "./postgres.ts";
import { redshift } from "./redshift.ts";
import { snowflake } from "./snowflake.ts";

export { systemAccess } from "./access.ts";

const warehouses: Readonly<Record<WarehouseName, (access: WarehouseAccess) => UsageWarehouse>> = {
  snowflake,
  bigquery,
  databricks,
  redshift,
  athena,
  postgres,
};

/** A warehouse by its name. Nothing is asked before its usage is read. */
export function openWarehouse(name: WarehouseName, access: WarehouseAccess): UsageWarehouse {
  return warehouses[name](access);
}
