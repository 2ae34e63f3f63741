import { z } from "zod";
import { diffFiles } from "../git/diff.ts";
import { hunkOf } from "../git/hunks.ts";
import type { Pull } from "../records.ts";
import { baseOf } from "./pulls.ts";

const Side = z.enum(["LEFT", "RIGHT"]);

/** Where a comment in the diff is to stand, as requests write it. No `line`: on the file as a whole. */
export const DiffPlace = z.object({
  path: z.string(),
  line: z.number().optional(),
  side: Side.optional(),
  start_line: z.number().optional(),
  start_side: Side.optional(),
});
export type DiffPlace = z.infer<typeof DiffPlace>;

/** What GitHub says against a place, null when the diff of the pull request at that commit shows it. */
export async function refusalOf(pull: Pull, commit: string, place: DiffPlace): Promise<string | null> {
  const files = await diffFiles(pull.repository.directory, await baseOf(pull), commit);
  const file = files.find((one) => one.path === place.path);
  if (file === undefined) return "Path could not be resolved";
  if (place.line === undefined) return null;
  const patch = file.patch ?? "";
  const hunk = hunkOf(patch, place.side ?? "RIGHT", place.line);
  return hunk === null ? "Line could not be resolved" : refusalOfStart(patch, hunk, place);
}

function refusalOfStart(patch: string, hunk: number, place: DiffPlace): string | null {
  const { line = 0, start_line: start, side = "RIGHT", start_side: startSide = side } = place;
  if (start === undefined) return null;
  if (start >= line) return "Start line must precede the end line.";
  const isSameHunk = hunkOf(patch, startSide, start) === hunk;
  return isSameHunk ? null : "Start line must be part of the same hunk as the line.";
}
