import { Command } from "commander";
import { inventoryOf } from "../core/manifest/inventory.ts";
import { isSameProject } from "../core/manifest/same-project.ts";
import type { Fidelity } from "../core/report.ts";
import { UsageError } from "../errors.ts";
import { plainText } from "../render/escape.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";

interface Options {
  readonly manifest?: string;
  readonly base?: string;
  readonly head?: string;
}

/** Where dbt writes, seen from the folder of a project. */
const DBT_TARGET = "target";

/** `headgate doctor`, `headgate doctor --manifest PATH`, or `--base PATH --head PATH`. */
export const doctorCommand: Subcommand = {
  define: (shell) =>
    new Command("doctor")
      .description("say which artifacts are there, what is missing, what that costs and how to get it")
      .option(
        "--manifest <path>",
        "a manifest.json (or .json.gz), or a folder that holds one (default: target)",
      )
      .option("--base <path>", "the same, of the side before the change")
      .option("--head <path>", "the same, of the side after the change")
      .addHelpText("after", examples("headgate doctor", "headgate doctor --base target-main --head target"))
      .action((options: Options) => run(options, shell)),
};

async function run({ manifest, base, head }: Options, shell: Shell): Promise<void> {
  if (base === undefined && head === undefined) {
    const only = manifest ?? DBT_TARGET;
    return shell.terminal.print(section(only, inventoryOf(await readSide(only, shell))));
  }
  if (manifest !== undefined || base === undefined || head === undefined) throw whichSides();
  const before = await readSide(base, shell);
  const after = await readSide(head, shell);
  const parts = [section(`base: ${base}`, inventoryOf(before)), section(`head: ${head}`, inventoryOf(after))];
  if (!isSameProject(before.project, after.project)) {
    parts.push("These are two different projects: `headgate review` will refuse them.\n");
  }
  await shell.terminal.print(parts.join("\n"));
}

function readSide(path: string, shell: Shell) {
  return shell.step(`Reading ${plainText(path)}`, () => shell.artifacts.readSide(path));
}

function whichSides(): UsageError {
  return new UsageError("doctor-sides", {
    what: "doctor needs one manifest or two sides.",
    why: "",
    todo: "Write --manifest PATH, or --base PATH and --head PATH. Alone, `headgate doctor` looks into target/.",
  });
}

function section(title: string, lines: readonly Fidelity[]): string {
  const width = Math.max(...lines.map(({ input }) => input.length));
  const rows = lines.flatMap(({ input, state, effect, fix }) => {
    const row = `  ${state.padEnd(10)}  ${input.padEnd(width)}  ${plainText(effect)}`;
    return fix === "" ? [row] : [row, `${" ".repeat(width + 16)}To do: ${plainText(fix)}`];
  });
  return `${plainText(title)}\n${rows.join("\n")}\n`;
}
