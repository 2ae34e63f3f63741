import { Command } from "commander";
import { inventoryOf } from "../core/manifest/inventory.ts";
import { isSameProject } from "../core/manifest/same-project.ts";
import type { Fidelity } from "../core/report.ts";
import { UsageError } from "../errors.ts";
import { painter } from "../render/ansi.ts";
import { plainText } from "../render/escape.ts";
import { wrapSentence } from "../render/wrap.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";
import type { Terminal } from "./terminal.ts";

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
    return shell.terminal.print(section(only, inventoryOf(await readSide(only, shell)), shell.terminal));
  }
  if (manifest !== undefined || base === undefined || head === undefined) throw whichSides();
  const before = await readSide(base, shell);
  const after = await readSide(head, shell);
  const parts = [
    section(`base: ${base}`, inventoryOf(before), shell.terminal),
    section(`head: ${head}`, inventoryOf(after), shell.terminal),
  ];
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

function section(title: string, lines: readonly Fidelity[], { color, width }: Terminal): string {
  const paint = painter(color);
  const indent = Math.max(...lines.map(({ input }) => input.length)) + 16;
  const rows = lines.flatMap(({ input, state, effect, fix }) => {
    const lead = `  ${state.padEnd(10)}  ${input.padEnd(indent - 16)}  `;
    const row = wrapSentence(plainText(effect), { lead, indent, width }, paint);
    const todo = { lead: " ".repeat(indent), indent, width };
    return fix === "" ? row : [...row, ...wrapSentence(`To do: ${plainText(fix)}`, todo, paint)];
  });
  return `${plainText(title)}\n${rows.join("\n")}\n`;
}
