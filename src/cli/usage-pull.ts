import { Command } from "commander";
import { logRules } from "../core/usage/log-rules.ts";
import { UsageError } from "../errors.ts";
import { pullUsage } from "../pull-usage.ts";
import { renderPulledUsage } from "../render/usage-pulled.ts";
import { configFrom } from "./config-option.ts";
import { needed } from "./needed.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";
import { takesWarehouse, warehouseOf, type WarehouseOptions } from "./warehouse-option.ts";
import { checkWritable } from "./writable.ts";

const MOST_DAYS = 365;

interface Options extends WarehouseOptions {
  readonly manifest?: string;
  readonly output?: string;
  readonly days: number;
  readonly config?: string;
}

/** `headgate usage pull --warehouse NAME --manifest PATH --output FILE [--days N]`. */
export const usagePullCommand: Subcommand = {
  define: (shell) =>
    takesWarehouse(new Command("pull"))
      .description("let the warehouse count who queries what, and write the snapshot that a review reads")
      .option("--manifest <path>", "the manifest of production, or a folder that holds it (needed)")
      .option("--output <file>", "the snapshot to write (needed)")
      .option("--days <days>", `how far back, up to ${MOST_DAYS}`, daysOf, 30)
      .option("--config <file>", "configuration: users to ignore, tools of your own, privacy")
      .addHelpText(
        "after",
        examples(
          "headgate usage pull --warehouse postgres --manifest target --output usage.parquet",
          "headgate usage pull --warehouse bigquery --region eu --days 90 --manifest target --output usage.parquet",
        ),
      )
      .action((options: Options) => run(options, shell)),
};

async function run(options: Options, shell: Shell): Promise<void> {
  const { warehouse, region } = warehouseOf(options);
  const from = needed(options.manifest, "--manifest PATH");
  const output = needed(options.output, "--output FILE");
  await checkWritable(output);
  const settings = await configFrom(options.config);
  const side = await shell.step("Reading the manifest", () => shell.artifacts.readSide(from));
  const request = {
    ...logRules(settings),
    warehouse: warehouse.name,
    days: options.days,
    side,
    output,
    now: shell.clock.now(),
    people: settings.privacy,
    environments: settings.usage.environments,
  };
  const ports = {
    warehouse: await shell.warehouses.open(warehouse.name, region),
    keepRecords: shell.warehouses.keepRecords,
    usage: shell.usage,
    sql: shell.sqlForLogs,
  };
  const pulled = await shell.step(`Asking ${warehouse.title}`, () =>
    untilInterrupted((signal) => pullUsage({ ...request, signal }, ports)),
  );
  shell.terminal.say(renderPulledUsage(pulled, output));
}

/** Lets Ctrl-C end the work in good order; pressed again, it ends the process as ever. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const interrupt = () => stop.abort(interrupted());
  process.once("SIGINT", interrupt);
  try {
    return await work(stop.signal);
  } finally {
    process.removeListener("SIGINT", interrupt);
  }
}

function interrupted(): UsageError {
  return new UsageError("interrupted", {
    what: "The pull was interrupted.",
    why: "What ran in the warehouse was called off; no snapshot was written.",
    todo: "Run it again when there is time.",
  });
}

function daysOf(written: string): number {
  const days = Number(written);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new UsageError("option-value", {
    what: `--days does not take "${written}".`,
    why: `It is a whole number from 1 to ${MOST_DAYS}.`,
    todo: "Write a number of days.",
  });
}
