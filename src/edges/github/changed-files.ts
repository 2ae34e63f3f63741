import type { ChangedFile } from "../../ports.ts";
import { at, type Connection } from "./connection.ts";

/** GitHub's words for what happened to a file, in ours. */
const STATUS: Readonly<Record<string, ChangedFile["status"]>> = {
  added: "added",
  copied: "added",
  removed: "removed",
  renamed: "renamed",
};

/** The files of a pull request's diff; GitHub gives the first 3,000. */
export async function changedFiles(connection: Connection, number: number): Promise<readonly ChangedFile[]> {
  const { github } = connection;
  const files = await github.paginate(github.rest.pulls.listFiles, {
    ...at(connection),
    pull_number: number,
    per_page: 100,
  });
  return files.map(({ filename, status, patch }) => ({
    path: filename,
    status: STATUS[status] ?? "modified",
    lines: hunkLines(patch ?? ""),
  }));
}

const HUNK = /^@@ -\d+(?:,\d+)? \+(?<start>\d+)(?:,(?<count>\d+))? @@/gmu;

/**
 * Line numbers of the head that stand in a hunk of a unified diff, context included: those a comment may be on.
 * A file without a patch, because it is binary or its diff is too large, has none.
 */
export function hunkLines(patch: string): readonly number[] {
  const lines: number[] = [];
  for (const { groups } of patch.matchAll(HUNK)) {
    const start = Number(groups?.["start"]);
    const count = Number(groups?.["count"] ?? 1);
    for (let line = start; line < start + count; line += 1) lines.push(line);
  }
  return lines;
}
