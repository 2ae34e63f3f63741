import { diffFiles } from "../git/diff.ts";
import { hunkOf, type DiffSide } from "../git/hunks.ts";
import type { Pull } from "../records.ts";
import { baseOf } from "./pulls.ts";

/** Where a comment in the diff is to stand, as requests write it. No `line`: on the file as a whole. */
export interface DiffPlace {
  readonly path: string;
  readonly line?: number;
  readonly side?: DiffSide;
  readonly start_line?: number;
  readonly start_side?: DiffSide;
}

/** What GitHub says against a place, null when the diff of the pull request at that commit shows it. */
export async function refusalOf(pull: Pull, commit: string, place: DiffPlace): Promise<string | null> {
  const files = await diffFiles(pull.repository.directory, await baseOf(pull), commit);
  const file = files.find((one) => one.path === place.path);
  if (file === undefined) return "Path could not be resolved";
  if (place.line === undefined) return null;
  const side = place.side ?? "RIGHT";
  const hunk = hunkOf(file.patch ?? "", side, place.line);
  if (hunk === null) return "Line could not be resolved";
  if (place.start_line === undefined) return null;
  if (place.start_line >= place.line) return "Start line must precede the end line.";
  const isSameHunk = hunkOf(file.patch ?? "", place.start_side ?? side, place.start_line) === hunk;
  return isSameHunk ? null : "Start line must be part of the same hunk as the line.";
}
