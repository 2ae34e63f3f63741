import { Command } from "commander";
import { KNOWN_TOOLS } from "../core/usage/tools.ts";
import { NOT_USE } from "../core/usage/not-use.ts";
import { UsageError } from "../errors.ts";
import { pullUsage, type PulledUsage } from "../pull-usage.ts";
import { needed } from "./needed.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";
import { takesWarehouse, warehouseOf, type WarehouseOptions } from "./warehouse-option.ts";
import { checkWritable } from "./writable.ts";

const MOST_DAYS = 365;

interface Options extends WarehouseOptions {
  readonly manifest?: string;
  readonly output?: string;
  readonly days: number;
}

/** `headgate usage pull --warehouse NAME --manifest PATH --output FILE [--days N]`. */
export const usagePullCommand: Subcommand = {
  define: (shell) =>
    takesWarehouse(new Command("pull"))
      .description("let the warehouse count who queries what, and write the snapshot that a review reads")
      .option("--manifest <path>", "the manifest of production, or a folder that holds it (needed)")
      .option("--output <file>", "the snapshot to write (needed)")
      .option("--days <days>", `how far back, up to ${MOST_DAYS}`, daysOf, 30)
      .addHelpText(
        "after",
        examples(
          "headgate usage pull --warehouse postgres --manifest target --output usage.parquet",
          "headgate usage pull --warehouse bigquery --region eu --days 90 --manifest target --output usage.parquet",
        ),
      )
      .action((options: Options) => run(options, shell)),
};

async function run({ manifest, output, days, ...named }: Options, shell: Shell): Promise<void> {
  const { warehouse, region } = warehouseOf(named);
  const [from, to] = [needed(manifest, "--manifest PATH"), needed(output, "--output FILE")];
  await checkWritable(to);
  const side = await shell.step("Reading the manifest", () => shell.artifacts.readSide(from));
  const opened = await shell.warehouses.open(warehouse.name, region);
  const request = {
    warehouse: warehouse.name,
    days,
    side,
    output: to,
    tools: KNOWN_TOOLS,
    notUse: NOT_USE,
    now: shell.clock.now(),
    people: "counts",
  } as const;
  const { keepRecords } = shell.warehouses;
  const ports = { warehouse: opened, keepRecords, usage: shell.usage, sql: shell.sql };
  const pulled = await shell.step(`Asking ${warehouse.title}`, () =>
    untilInterrupted((signal) => pullUsage({ ...request, signal }, ports)),
  );
  shell.terminal.say(inWords(pulled, to));
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

function inWords({ queries, objects, parsedShare, window, notes }: PulledUsage, output: string): string {
  const share = `${Math.floor(parsedShare * 1000) / 10} %`;
  const stretch =
    window === null
      ? "The stretch that they cover is not known: nothing will be called unused."
      : `They cover ${window.from} to ${window.to}.`;
  return [
    `${queries} queries, of which ${share} could be read, touch ${objects} objects. ${stretch}`,
    ...notes,
    `Written to ${output}.`,
    "",
  ].join("\n");
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
