import { isBlank } from "../core/documentation/undescribed.ts";
import { canonical } from "../core/json.ts";
import { digest } from "../core/digest.ts";
import type { Exposure } from "../core/manifest/project.ts";
import { changesOf } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** From this many on, exposures that lack the same are one finding. */
const MANY = 4;

/** A new exposure that does not say what it is, where it is or whose it is. */
export const exposureUndocumented: Rule = {
  id: "exposure-undocumented",
  category: "docs",
  severity: "note",
  certainty: "proven",
  summary: "A new exposure lacks an owner, a description or a URL. More than three of them are one note.",
  words: {
    title: "The new exposure `{exposure}` lacks {missing}",
    why: "When something upstream breaks, this is how its readers are found and told.",
    fix: "Add {missing} to `{exposure}` in the YAML under `exposures:`.",
  },
  variants: {
    several: {
      title: "{count} new exposures lack an owner, a description or a URL",
      why: "When something upstream breaks, this is how the readers of {exposures} are found and told.",
      fix: "Add what is missing to each of them in the YAML under `exposures:`.",
    },
  },
  check(context) {
    const lacking: Exposure[] = [];
    for (const change of changesOf(context, "exposure")) {
      if (change.kind === "added" && missingOf(change.head).length > 0) lacking.push(change.head);
    }
    return lacking.length < MANY ? lacking.map(findOne) : findSeveral(lacking);
  },
};

function missingOf(exposure: Exposure): readonly string[] {
  const missing: string[] = [];
  if (!isOwned(exposure)) missing.push("an owner");
  if (isBlank(exposure.description)) missing.push("a description");
  if (exposure.url === null) missing.push("a URL");
  return missing;
}

/** An owner may be an address alone, of which only a digest is kept. */
function isOwned(exposure: Exposure): boolean {
  if (exposure.owner === null) return false;
  return !isBlank(exposure.owner.name ?? "") || exposure.ownerDigest !== digest(canonical({}));
}

function findOne(exposure: Exposure): Found {
  return {
    subject: { uniqueId: exposure.uniqueId },
    facts: { exposure: exposure.name, missing: sentenceOf(missingOf(exposure)) },
    evidence: [evidenceOf(exposure)],
  };
}

function findSeveral(exposures: readonly Exposure[]): readonly Found[] {
  const [first, ...rest] = exposures;
  if (first === undefined) return [];
  return [
    {
      subject: { uniqueId: first.uniqueId },
      facts: { count: exposures.length, exposures: exposures.map((exposure) => exposure.name) },
      evidence: exposures.map(evidenceOf),
      variant: "several",
      affected: rest.map((exposure) => exposure.uniqueId),
    },
  ];
}

function evidenceOf(exposure: Exposure) {
  const text = `lacks ${sentenceOf(missingOf(exposure))}`;
  return { kind: "description", uniqueId: exposure.uniqueId, path: exposure.path, text };
}

function sentenceOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
