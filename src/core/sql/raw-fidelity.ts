import { cleanName, listNames } from "../findings/words.ts";
import { namesOf, type Artifacts } from "../manifest/artifacts.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Fidelity } from "../report.ts";

/** What of an object's SQL was looked at: null where nothing came of its raw code, else what the text depends on. */
export interface ReadText {
  readonly from: "compiled" | "raw";
  readonly unknowns: readonly string[] | null;
}

/** How many reasons are named. */
const SHOWN = 5;

/** That SQL was read from raw code, and what of it nobody can know without a warehouse or settings. */
export function rawFidelity(
  read: ReadonlyMap<UniqueId, ReadText>,
  artifacts: Artifacts,
): readonly Fidelity[] {
  const raw = [...read].filter(([, { from }]) => from === "raw");
  if (raw.length === 0) return [];
  const guessed = raw.flatMap(([, { unknowns }]) =>
    unknowns === null || unknowns.length === 0 ? [] : [unknowns],
  );
  const failed = raw.filter(([, { unknowns }]) => unknowns === null).map(([id]) => id);
  const parts = [
    `${raw.length} of ${read.size} models were read from raw SQL`,
    ...(guessed.length === 0 ? [] : [dependSentence(guessed)]),
    ...(failed.length === 0 ? [] : [`of ${listNames(namesOf(artifacts, failed))} no SQL could be made`]),
  ];
  return [
    {
      input: "compiled code",
      state: "partial",
      effect: `${parts.join("; ")}.`,
      fix: "Run `dbt compile` on base and head for full sight.",
    },
  ];
}

function dependSentence(guessed: readonly (readonly string[])[]): string {
  const reasons = [...new Set(guessed.flat())];
  const shown = reasons.slice(0, SHOWN).map((reason) => `\`${cleanName(reason)}\``);
  const more = reasons.length > SHOWN ? ` and ${reasons.length - SHOWN} more` : "";
  const verb = guessed.length === 1 ? "depends" : "depend";
  return `${guessed.length} ${verb} on what only a warehouse or the settings know: ${shown.join(", ")}${more}`;
}
