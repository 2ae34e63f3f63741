import { CONFIG_PATH, configAtBase } from "../config/config-at-base.ts";
import type { ProjectPlace } from "../core/config.ts";
import type { PullRequest } from "../core/pull/pull.ts";
import type { Fidelity } from "../core/report.ts";
import { KnownError } from "../errors.ts";
import type { ArtifactRequest, ArtifactSearch, Forge } from "../ports.ts";

/** A repository to look at, and what to look with. */
export interface RepositoryVisit {
  readonly forge: Forge;
  readonly findArtifacts: (request: ArtifactRequest) => Promise<ArtifactSearch>;
  /** `owner/name`. */
  readonly repository: string;
  /** Where configuration and workflow are looked for when no pull request is open. */
  readonly branch: string;
}

/** Where `headgate init` puts the workflow. */
const WORKFLOW = ".github/workflows/headgate-artifacts.yml";

/**
 * What Headgate would find in a repository: configuration, workflow, the artifacts of base and head of the newest open pull
 * request, and what the token may read. Writes nothing. What cannot be asked becomes a line of its own.
 */
export async function visitRepository(visit: RepositoryVisit): Promise<readonly Fidelity[]> {
  const { forge, branch } = visit;
  const pulls = await ask("pull requests", () => newestPull(forge), pullLine);
  const ref = pulls.answer?.base.sha ?? branch;
  const config = await ask(CONFIG_PATH, () => forge.readFile(CONFIG_PATH, ref), configLine);
  const workflow = await ask(WORKFLOW, () => forge.readFile(WORKFLOW, ref), workflowLine);
  const lines = [...config.lines, ...workflow.lines, ...pulls.lines];
  const pull = pulls.answer ?? null;
  if (pull === null) return lines;
  const { projects, artifacts } = configAtBase(config.answer ?? null).config;
  const found = await artifactLines({ pull, projects, places: artifacts }, visit);
  return [...lines, ...found];
}

interface Sought {
  readonly pull: PullRequest;
  readonly projects: readonly ProjectPlace[];
  readonly places: ArtifactRequest["places"];
}

async function artifactLines(
  { pull, projects, places }: Sought,
  { forge, findArtifacts, repository }: RepositoryVisit,
): Promise<readonly Fidelity[]> {
  const parting = await ask(
    "merge base",
    () => forge.mergeBase(pull.base.sha, pull.head.sha),
    () => null,
  );
  if (parting.answer === undefined) return parting.lines;
  const shas = { base: parting.answer, head: pull.head.sha };
  const lines: Fidelity[] = [];
  for (const { path: project } of projects) {
    for (const side of ["base", "head"] as const) {
      const isFork = side === "head" && pull.isFork;
      const request = {
        forge,
        repository,
        places,
        project,
        side,
        sha: shas[side],
        branch: pull[side].ref,
        isFork,
      };
      const input = project === "." ? `artifacts of ${side}` : `artifacts of ${side}, ${project}`;
      const found = await ask(
        input,
        () => findArtifacts(request),
        (search) => artifactsLine(input, search),
      );
      lines.push(...found.lines);
    }
  }
  return lines;
}

/** What the code host answered, undefined when it refused, and what there is to say of either. */
interface Asked<T> {
  readonly answer: T | undefined;
  readonly lines: readonly Fidelity[];
}

async function ask<T>(
  input: string,
  question: () => Promise<T>,
  tell: (answer: T) => Fidelity | null,
): Promise<Asked<T>> {
  try {
    const answer = await question();
    const line = tell(answer);
    return { answer, lines: line === null ? [] : [line] };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const { what, why, todo } = error.advice;
    const effect = `${what} ${why}`.trim();
    return { answer: undefined, lines: [{ input, state: "unreadable", effect, fix: todo }] };
  }
}

async function newestPull(forge: Forge): Promise<PullRequest | null> {
  const numbers = await forge.listOpenPulls();
  return numbers.length === 0 ? null : forge.readPull(Math.max(...numbers));
}

function configLine(text: string | null): Fidelity {
  const input = CONFIG_PATH;
  const why = configAtBase(text).fault?.why ?? null;
  if (text === null) {
    return {
      input,
      state: "missing",
      effect: "The defaults hold.",
      fix: "`headgate init` writes one; without it one project at the top is assumed.",
    };
  }
  if (why === null) return { input, state: "used", effect: "Readable, without a fault.", fix: "" };
  return {
    input,
    state: "unreadable",
    effect: `The defaults hold: ${why}`,
    fix: "Mend the file on the base branch.",
  };
}

function workflowLine(text: string | null): Fidelity {
  if (text !== null) return { input: WORKFLOW, state: "used", effect: "It is there.", fix: "" };
  return {
    input: WORKFLOW,
    state: "missing",
    effect: "Artifacts must come from another workflow or place.",
    fix: "`headgate init` writes it.",
  };
}

function pullLine(pull: PullRequest | null): Fidelity {
  const input = "pull requests";
  if (pull !== null) {
    return {
      input,
      state: "used",
      effect: `The newest open one is #${pull.number}; it is looked at below.`,
      fix: "",
    };
  }
  return {
    input,
    state: "missing",
    effect: "None is open, so no artifacts can be looked for.",
    fix: "Open one and ask again.",
  };
}

function artifactsLine(input: string, { location, builtFrom, missing }: ArtifactSearch): Fidelity {
  if (location !== null) {
    const of =
      builtFrom === null
        ? "They do not say of which commit they are."
        : `Of commit ${builtFrom.slice(0, 7)}.`;
    return { input, state: "used", effect: of, fix: "" };
  }
  return {
    input,
    state: "missing",
    effect: missing.join(" "),
    fix: "Let the workflow that uploads them run there.",
  };
}
