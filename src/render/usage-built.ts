import type { BuiltUsage } from "../build-usage.ts";
import { LEFT_OUT, LEFT_OUT_WORDS } from "../core/usage/left-out.ts";
import { withoutAddresses } from "../core/usage/privacy.ts";
import { namesWords } from "../core/usage/places/log-names.ts";
import { daysIn } from "../core/usage/window.ts";
import { LIMITS, plainText } from "./escape.ts";
import { countOf } from "./names.ts";

/** What was read of logs, what was left out and why, and what the snapshot knows. */
export function renderBuiltUsage(built: BuiltUsage, output: string): string {
  const { files, queries, parsedShare, objects, leftOut } = built;
  const lines = files.map(({ name, format, entries, why }) => {
    const file = plainText(name, LIMITS.name);
    return why === null
      ? `Read ${file}: ${countOf(entries, "entry", "entries")} (${format ?? ""})`
      : `Skipped ${file}: ${plainText(withoutAddresses(why), LIMITS.prose)}.`;
  });
  for (const reason of LEFT_OUT) {
    const count = leftOut[reason];
    if (count !== undefined)
      lines.push(`Left out: ${countOf(count, "entry", "entries")}, ${LEFT_OUT_WORDS[reason]}`);
  }
  const read = namesWords(built.names);
  const share = Math.floor(parsedShare * 1000) / 10;
  lines.push(
    `${countOf(queries, "query", "queries")} of ${countOf(objects, "object")}; ${share} % could be read.`,
    ...(read === null ? [] : [plainText(read, LIMITS.prose)]),
    windowWords(built),
    `Written to ${output}.`,
  );
  return `${lines.join("\n")}\n`;
}

function windowWords({ window, seen }: BuiltUsage): string {
  if (window !== null)
    return `The window is ${window.from} to ${window.to}, ${countOf(daysIn(window), "day")}.`;
  const span =
    seen === null
      ? ""
      : ` Entries run from ${seen.from} to ${seen.to}; what lies before and after is not known.`;
  return `No window is stated, so nothing will be called unused.${span}`;
}
