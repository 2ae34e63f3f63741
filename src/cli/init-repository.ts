import { adapters, type Adapter } from "../init/adapters.ts";
import { artifactsWorkflow } from "../init/artifacts-workflow.ts";
import { firstConfig } from "../init/config-file.ts";
import { dbtProjectOf, guessAdapter, type DbtProject, type ProjectTexts } from "../init/dbt-project.ts";
import { reviewWorkflow } from "../init/review-workflow.ts";
import { UsageError } from "../errors.ts";
import { plainText } from "../render/escape.ts";
import { findProjects } from "./find-projects.ts";
import type { Shell } from "./subcommand.ts";
import { writeNew, type NewFile } from "./write-new.ts";

const names = adapters.map(({ name }) => name);

/** What the user said. */
export interface InitOptions {
  readonly adapter?: string;
  readonly branch: string;
  readonly action?: string;
  readonly force?: true;
}

/** Writes the workflows and the configuration of this repository, and says what they are. */
export async function initRepository(options: InitOptions, shell: Shell): Promise<void> {
  const texts = await findProjects(process.cwd());
  const projects = texts.map(dbtProjectOf).filter((project) => project !== null);
  if (projects.length === 0) throw noProject();
  const adapter = adapterOf(options, texts);
  const files = filesFor({ adapter, projects, branch: options.branch }, options.action);
  await writeNew(process.cwd(), files, options.force === true);
  await shell.terminal.print(told(files, { adapter, projects, withAction: options.action !== undefined }));
}

function adapterOf({ adapter }: InitOptions, texts: readonly ProjectTexts[]): Adapter {
  const guess = texts.map((text) => guessAdapter(text, names)).find((name) => name !== null);
  const found = adapters.find(({ name }) => name === (adapter ?? guess));
  if (found !== undefined) return found;
  throw new UsageError("adapter-unknown", {
    what: "It is not clear which adapter the project runs on.",
    why: "Neither profiles.yml, nor target/manifest.json, nor the Python requirements name one that is known.",
    todo: `Write --adapter NAME, one of: ${names.join(", ")}.`,
  });
}

interface Found {
  readonly adapter: Adapter;
  readonly projects: readonly DbtProject[];
  readonly branch: string;
}

function filesFor(found: Found, action: string | undefined): readonly NewFile[] {
  const files = [
    { path: ".github/workflows/headgate-artifacts.yml", text: artifactsWorkflow(found) },
    { path: ".github/headgate.yml", text: firstConfig(found.projects.map(({ path }) => path)) },
  ];
  if (action === undefined) return files;
  if (!/^[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?@[\w./-]+$/u.test(action)) throw badAction(action);
  return [...files, { path: ".github/workflows/headgate.yml", text: reviewWorkflow(action) }];
}

function noProject(): UsageError {
  return new UsageError("no-dbt-project", {
    what: "There is no dbt project here.",
    why: "No readable dbt_project.yml stands in this folder or up to three folders below it.",
    todo: "Run `headgate init` at the top of the repository.",
  });
}

function badAction(action: string): UsageError {
  return new UsageError("option-value", {
    what: `--action does not take "${action}".`,
    why: "It takes the place of Headgate's repository as workflows write it.",
    todo: "Write owner/repository@ref, for example acme/headgate@v1.",
  });
}

interface Told {
  readonly adapter: Adapter;
  readonly projects: readonly DbtProject[];
  readonly withAction: boolean;
}

function told(files: readonly NewFile[], { adapter, projects, withAction }: Told): string {
  const written = projects.some(({ ownProfile }) => ownProfile === null);
  const secrets = [
    ...(written ? adapter.secrets : []),
    ...projects.flatMap(({ ownProfile }) => ownProfile ?? []),
  ];
  const steps = [
    ...(written ? ["Put the database and schema of production into the profile of the workflow."] : []),
    ...(secrets.length > 0
      ? [
          `Set these secrets of the repository for catalogs and compiled SQL: ${[...new Set(secrets)].join(", ")}. Without them the project is only parsed.`,
        ]
      : []),
    "Commit the files to the base branch, and run the workflow once there (`workflow_dispatch`), so that base has artifacts.",
    withAction
      ? "Open a pull request: the review follows when its artifacts are uploaded."
      : "Install the GitHub App, or run `headgate init --action OWNER/REPOSITORY@REF` to do without a server.",
    "Ask `headgate doctor --repository OWNER/NAME` whether everything is found.",
  ];
  const lines = [
    ...files.map(({ path }) => `Wrote ${path}`),
    "",
    `Adapter: ${adapter.name}. Projects: ${projects.map(({ path }) => `"${plainText(path)}"`).join(", ")}.`,
    "",
    "To do:",
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
  ];
  return `${lines.join("\n")}\n`;
}
