import type { Problem } from "../core/pull/project-review.ts";
import type { Sha } from "../core/pull/pull.ts";
import { KnownError } from "../errors.ts";
import type { ArtifactSearch, LogFields } from "../ports.ts";

/** A side of a review, and where its artifacts were looked for. */
export interface LookedAt {
  readonly side: "base" | "head";
  readonly sha: Sha;
  readonly search: ArtifactSearch;
}

/** No place had the artifacts of a side: every place says why. */
export function notFound({ side, sha, search }: LookedAt): Problem {
  return {
    what: `No artifacts of ${side} were found (commit ${short(sha)}).`,
    why: search.missing.join("\n"),
    todo:
      side === "head"
        ? "Let the workflow that uploads them run for this commit (`headgate init` writes one); the review follows by itself."
        : "Let the workflow that uploads them run on the base branch (`headgate init` writes one), then ask for a review again.",
  };
}

/** The artifacts were found, but they are of another commit than the one under review. */
export function ofAnotherCommit({ side, sha, search }: LookedAt): Problem {
  return {
    what: `The artifacts of ${side} are of commit ${short(search.builtFrom ?? "")}, not of ${short(sha)}.`,
    why: "A review of them would say nothing about the newest head.",
    todo: "Let the workflow that uploads them run for this commit.",
  };
}

/**
 * Why the review of a project ended early. Known errors speak for themselves, but name files of the machine that runs
 * Headgate: `places` says what stands for them. Anything else is our own fault and says only that.
 */
export function problemOf(error: unknown, places: readonly LookedAt[]): Problem {
  if (!(error instanceof KnownError)) return ownFault;
  const inWords = (text: string) => {
    let told = text;
    for (const { side, search } of places) {
      if (search.location !== null) told = told.replaceAll(search.location, `artifacts of ${side}`);
    }
    return told;
  };
  const { what, why, todo } = error.advice;
  return { what: inWords(what), why: inWords(why), todo: inWords(todo) };
}

/** Something went wrong inside Headgate; the cause is in its log, not in public. */
const ownFault: Problem = {
  what: "Something went wrong inside Headgate.",
  why: "This is its own fault, not that of the pull request. The cause is in its log.",
  todo: "Ask for a review again; if it stays, report it with the lines of the log.",
};

/** An unknown error for the log: its kind and where it was thrown. Its message may quote the pull request and is left out. */
export function faultFields(error: unknown): LogFields {
  if (error instanceof KnownError) return { error: error.code };
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  return { error: error.name, at: frames.slice(0, 5).join(" ").trim() };
}

/** The first digits of a commit, as git shows it. */
export function short(sha: string): string {
  return sha.slice(0, 7);
}
