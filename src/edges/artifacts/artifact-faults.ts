import { ArtifactError } from "../../errors.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import { MalformedJson, type Malformation } from "./malformed-json.ts";

const RERUN = "Let dbt write it again (`dbt parse` is enough) and pass the new file.";

interface Wording {
  readonly why: (where: string) => string;
  readonly todo: string;
}

const WORDINGS: Readonly<Record<Malformation, Wording>> = {
  empty: { why: () => "The file is empty.", todo: RERUN },
  "not-json": {
    why: (where) => `It is not JSON${where === "" ? "" : ` (near \`${where}\`)`}.`,
    todo: RERUN,
  },
  "not-object": {
    why: () => "It holds JSON, but not an object.",
    todo: "Pass a manifest.json as dbt writes it.",
  },
  truncated: {
    why: (where) => `It ends in the middle${where === "" ? "" : ` (near \`${where}\`)`}.`,
    todo: "Check that the upload or download was complete, or let dbt write it again.",
  },
  trailing: { why: () => "Something follows behind the end of its JSON.", todo: RERUN },
  "too-deep": { why: () => "Its values are nested more deeply than any dbt writes.", todo: RERUN },
  "entry-too-large": {
    why: (where) => `The entry \`${where}\` is larger than any that dbt writes.`,
    todo: RERUN,
  },
  "file-too-large": {
    why: () => "It is larger than any that dbt writes, or than the memory that is free.",
    todo: RERUN,
  },
  "broken-entry": { why: (where) => `The entry \`${where}\` is not JSON.`, todo: RERUN },
  "section-not-object": { why: (where) => `\`${where}\` is not an object.`, todo: RERUN },
};

/** The worker ended by itself before it had answered. */
export class WorkerEnded extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`worker ended with code ${exitCode}`);
    this.name = "WorkerEnded";
    this.exitCode = exitCode;
  }
}

/** Makes a known error of what went wrong while `path` was read. Gives back what it does not know. */
export function asArtifactError(error: unknown, path: string): unknown {
  if (error instanceof ArtifactError) return error;
  if (error instanceof MalformedJson) return malformed(error, path);
  if (error instanceof WorkerEnded) return cutOff(path, error);
  const code = codeOf(error);
  if (code.startsWith("Z_")) return broken(path, code, error);
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return tooLarge(path, error);
  if (/^E[A-Z]+$/u.test(code)) return unreadable(path, code, error);
  return error;
}

function malformed(error: MalformedJson, path: string): ArtifactError {
  const { why, todo } = WORDINGS[error.reason];
  const advice = { what: `Cannot read \`${path}\`.`, why: why(error.where), todo };
  return new ArtifactError(`artifact-${error.reason}`, advice, { cause: error });
}

function broken(path: string, code: string, cause: unknown): ArtifactError {
  const isCut = code === "Z_BUF_ERROR";
  const advice = {
    what: `Cannot unpack \`${path}\`.`,
    why: isCut ? "The gzip data ends in the middle." : "The gzip data is damaged.",
    todo: "Check that the upload or download was complete, or pack it again.",
  };
  return new ArtifactError(isCut ? "artifact-gzip-truncated" : "artifact-gzip-damaged", advice, { cause });
}

function tooLarge(path: string, cause: unknown): ArtifactError {
  const advice = {
    what: `Cannot read \`${path}\`.`,
    why: "The memory was not enough: a single entry of it is huge.",
    todo: RERUN,
  };
  return new ArtifactError("artifact-out-of-memory", advice, { cause });
}

function unreadable(path: string, code: string, cause: unknown): ArtifactError {
  const isMissing = code === "ENOENT" || code === "ENOTDIR";
  const advice = {
    what: isMissing ? `There is no file \`${path}\`.` : `Cannot open \`${path}\`.`,
    why: isMissing ? "Nothing is at that path." : `The system says ${code}.`,
    todo: isMissing
      ? "Pass the path of a manifest.json, or of the folder that holds it (dbt's `target`)."
      : "Check the path and its permissions.",
  };
  return new ArtifactError(isMissing ? "artifact-missing" : "artifact-unreadable", advice, { cause });
}

/** The error for another artifact where `expected` is meant; `found` null where it is none that is known. */
export function wrongArtifact(
  path: string,
  expected: ArtifactKind,
  found: ArtifactKind | null,
): ArtifactError {
  const why =
    found === null ? `It has none of the sections of a ${expected}.` : `It is a ${found}, not a ${expected}.`;
  return new ArtifactError("artifact-of-another-kind", {
    what: `Cannot use \`${path}\`.`,
    why,
    todo: `Pass the ${expected}.json that dbt writes into its \`target\` folder.`,
  });
}

/** The error for a folder without a manifest. */
export function noManifestIn(folder: string, looked: readonly string[]): ArtifactError {
  return new ArtifactError("manifest-missing", {
    what: `There is no manifest in \`${folder}\`.`,
    why: `Looked for ${looked.map((name) => `\`${name}\``).join(" and ")}.`,
    todo: "Run `dbt parse` (or any dbt command that builds) and pass its `target` folder.",
  });
}

function cutOff(path: string, cause: WorkerEnded): ArtifactError {
  const advice = {
    what: `Reading \`${path}\` was cut off.`,
    why: `The thread that reads it ended with code ${cause.exitCode}.`,
    todo: "Try again; where it happens again, check the free memory of the machine.",
  };
  return new ArtifactError("artifact-worker-ended", advice, { cause });
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
