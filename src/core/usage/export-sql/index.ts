import { athenaSql } from "./athena.ts";
import { bigquerySql } from "./bigquery.ts";
import { databricksSql } from "./databricks.ts";
import { postgresSql } from "./postgres.ts";
import { redshiftSql } from "./redshift.ts";
import { snowflakeSql } from "./snowflake.ts";
import type { WarehouseName, WarehouseSql } from "./warehouse-sql.ts";

/** The SQL of every warehouse. */
export const warehouseSql: Readonly<Record<WarehouseName, WarehouseSql>> = {
  snowflake: snowflakeSql,
  bigquery: bigquerySql,
  databricks: databricksSql,
  redshift: redshiftSql,
  athena: athenaSql,
  postgres: postgresSql,
};
