import { Command } from "commander";
import { inventoryOf } from "../core/manifest/inventory.ts";
import { isSameProject } from "../core/manifest/same-project.ts";
import type { Fidelity } from "../core/report.ts";
import { UsageError } from "../errors.ts";
import { painter } from "../render/ansi.ts";
import { plainText } from "../render/escape.ts";
import { accessTo } from "./host-access.ts";
import type { HostAccess } from "./hosting.ts";
import { wrapSentence } from "../render/wrap.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";
import type { Terminal } from "./terminal.ts";

interface Options {
  readonly manifest?: string;
  readonly base?: string;
  readonly head?: string;
  readonly repository?: string;
  readonly branch: string;
  readonly prompts?: true;
  readonly config?: string;
}

type Sides = Pick<Options, "manifest" | "base" | "head">;

/** Where dbt writes, seen from the folder of a project. */
const DBT_TARGET = "target";

/** `headgate doctor`, `headgate doctor --manifest PATH`, `--base PATH --head PATH`, or `--repository OWNER/NAME`. */
export const doctorCommand: Subcommand = {
  define: (shell) =>
    new Command("doctor")
      .description(
        "say what is there, what is missing, what that costs and how to get it: artifacts and language models",
      )
      .option(
        "--manifest <path>",
        "a manifest.json (or .json.gz), or a folder that holds one (default: target)",
      )
      .option("--base <path>", "the same, of the side before the change")
      .option("--head <path>", "the same, of the side after the change")
      .option("--repository <owner/name>", "a repository on GitHub, with the token in GITHUB_TOKEN")
      .option("--branch <name>", "with --repository: where to look when no pull request is open", "main")
      .option(
        "--prompts",
        "with --base and --head: show what language models would be sent, and send nothing",
      )
      .option("--config <file>", "with --prompts: the configuration, which says what may be sent")
      .addHelpText(
        "after",
        examples(
          "headgate doctor",
          "headgate doctor --base target-main --head target",
          "headgate doctor --base target-main --head target --prompts",
          "headgate doctor --repository acme/shop",
        ),
      )
      .action((options: Options) => run(options, shell)),
};

async function run({ prompts, config, ...options }: Options, shell: Shell): Promise<void> {
  if (prompts === true) return lookAtPrompts(options, config, shell);
  if (config !== undefined) throw whichSides();
  const look = looking(options, shell);
  // First: where artifacts are missing, the command ends with what to do about these.
  const models = await shell.step("Asking the language models", shell.probeModels);
  await shell.terminal.print(`${section("language models", models, shell.terminal)}\n`);
  await look();
}

/** What is to be looked at. Throws `UsageError` before anything is asked. */
function looking({ repository, branch, ...sides }: Options, shell: Shell): () => Promise<void> {
  if (repository === undefined) {
    const locations = locationsOf(sides);
    return () => lookAtSides(locations, shell);
  }
  if (Object.keys(sides).length > 0) throw whichSides();
  const access = accessTo(repository, process.env, shell.terminal);
  return () => lookAtRepository({ access, repository, branch }, shell);
}

async function lookAtPrompts(
  { repository, branch: _branch, ...sides }: Omit<Options, "prompts" | "config">,
  file: string | undefined,
  shell: Shell,
): Promise<void> {
  const locations = locationsOf(sides);
  if (repository !== undefined || typeof locations === "string") throw whichSides();
  const { configFrom } = await import("./config-option.ts");
  const { showPrompts } = await import("./doctor-prompts.ts");
  const text = await showPrompts({ ...locations, config: await configFrom(file) }, shell);
  await shell.terminal.print(text);
}

interface Repository {
  readonly access: HostAccess;
  readonly repository: string;
  readonly branch: string;
}

async function lookAtRepository({ access, repository, branch }: Repository, shell: Shell): Promise<void> {
  const { visitRepository } = await import("./doctor-repository.ts");
  const forge = await shell.hosting.openRepository(access);
  const findArtifacts = await shell.hosting.artifactFinder(access);
  const lines = await shell.step(`Asking about ${plainText(repository)}`, () =>
    visitRepository({ forge, findArtifacts, repository, branch }),
  );
  await shell.terminal.print(`${section(repository, lines, shell.terminal)}\n${rights}`);
}

/** What a token may write shows only when it writes. */
const rights = `Reading was tried with your token. Writing was not: comments and checks need, of the App or the workflow's token,
checks: write, issues: write and pull-requests: write.
`;

type Locations = string | { readonly base: string; readonly head: string };

function locationsOf({ manifest, base, head }: Sides): Locations {
  if (base === undefined && head === undefined) return manifest ?? DBT_TARGET;
  if (manifest !== undefined || base === undefined || head === undefined) throw whichSides();
  return { base, head };
}

async function lookAtSides(locations: Locations, shell: Shell): Promise<void> {
  if (typeof locations === "string") {
    const lines = inventoryOf(await readSide(locations, shell));
    return shell.terminal.print(section(locations, lines, shell.terminal));
  }
  const { base, head } = locations;
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
    what: "doctor needs one manifest, two sides, or a repository.",
    why: "",
    todo: "Write --manifest PATH, or --base PATH and --head PATH, or --repository OWNER/NAME; --prompts and --config go with two sides. Alone, `headgate doctor` looks into target/.",
  });
}

/** Fewer columns than this read badly: what was found out then begins on a line of its own. */
const LEAST_ROOM = 40;

function section(title: string, lines: readonly Fidelity[], { color, width }: Terminal): string {
  const paint = painter(color);
  const longest = Math.max(...lines.map(({ input }) => input.length));
  const hasRoom = longest + 16 + LEAST_ROOM <= width;
  const indent = hasRoom ? longest + 16 : 14;
  const rows = lines.flatMap(({ input, state, effect, fix }) => {
    const head = `  ${state.padEnd(10)}  ${hasRoom ? input.padEnd(longest) : input}`;
    const lead = hasRoom ? `${head}  ` : " ".repeat(indent);
    const row = wrapSentence(plainText(effect), { lead, indent, width }, paint);
    const todo = { lead: " ".repeat(indent), indent, width };
    const advice = fix === "" ? [] : wrapSentence(`To do: ${plainText(fix)}`, todo, paint);
    return [...(hasRoom ? [] : [head]), ...row, ...advice];
  });
  return `${plainText(title)}\n${rows.join("\n")}\n`;
}
