type DiffSide = "LEFT" | "RIGHT";

/** Which hunk of a patch shows a line, by side; null when none does. Line numbers count from 1. */
export function hunkOf(patch: string, side: DiffSide, line: number): number | null {
  const hunks = patch.split(/^(?=@@ )/mu);
  const index = hunks.findIndex((hunk) => linesOf(hunk, side).has(line));
  return index < 0 ? null : index;
}

function linesOf(hunk: string, side: DiffSide): ReadonlySet<number> {
  const [head = "", ...body] = hunk.split("\n");
  const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)/u.exec(head);
  let line = Number(side === "LEFT" ? start?.[1] : start?.[2]);
  const other = side === "LEFT" ? "+" : "-";
  const lines = new Set<number>();
  for (const text of body) {
    if (text === "" || text.startsWith(other) || text.startsWith("\\")) continue;
    lines.add(line);
    line += 1;
  }
  return lines;
}
