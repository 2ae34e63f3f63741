import type { Command } from "commander";
import { warehouseSql } from "../core/usage/export-sql/index.ts";
import { warehouseNames, type WarehouseSql } from "../core/usage/export-sql/warehouse-sql.ts";
import { UsageError } from "../errors.ts";
import { choice } from "./choice.ts";
import { needed } from "./needed.ts";

/** What both commands that know warehouses take. */
export interface WarehouseOptions {
  readonly warehouse?: (typeof warehouseNames)[number];
  readonly region?: string;
}

/** Where BigQuery keeps what nobody put elsewhere. */
const DEFAULT_REGION = "us";

/** Adds the options that say which history is meant. */
export function takesWarehouse(command: Command): Command {
  return command
    .option(
      "--warehouse <name>",
      `${warehouseNames.join(", ")} (needed)`,
      choice("--warehouse", warehouseNames),
    )
    .option("--region <name>", `BigQuery: whose history, such as europe-west1 (default: ${DEFAULT_REGION})`);
}

/** The warehouse that was named, and its region. Throws `UsageError`. */
export function warehouseOf({ warehouse, region }: WarehouseOptions): {
  readonly warehouse: WarehouseSql;
  readonly region: string;
} {
  const named = warehouseSql[needed(warehouse, "--warehouse NAME")];
  if (region === undefined) return { warehouse: named, region: DEFAULT_REGION };
  if (!named.isRegional) throw noRegions(named.title);
  // It stands in a name between backticks.
  if (!/^[a-z]+(?:-[a-z0-9]+)*$/u.test(region)) throw noRegion(region);
  return { warehouse: named, region };
}

function noRegions(title: string): UsageError {
  return new UsageError("option-value", {
    what: "--region is for BigQuery alone.",
    why: `${title} keeps one history, which the connection leads to.`,
    todo: "Leave --region out.",
  });
}

function noRegion(region: string): UsageError {
  return new UsageError("option-value", {
    what: `--region does not take "${region}".`,
    why: "It is the name of a region or multi-region, in lower case.",
    todo: "Write it as BigQuery does: us, eu, europe-west1.",
  });
}
