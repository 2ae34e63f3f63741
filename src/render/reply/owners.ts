import type { OwnerHit, OwnersHit } from "../../core/metadata/owners-hit.ts";
import { codeSpan } from "../escape.ts";
import { countOf, firstOf, labelOf, listOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";

const MAX_OWNERS = 30;
const MAX_OBJECTS = 6;

const SOURCES: Readonly<Record<OwnerHit["owner"]["kind"], string>> = {
  exposure: "owner of an exposure",
  group: "dbt group",
  codeowners: "CODEOWNERS",
  meta: "`meta`",
  history: "git history",
  user: "people who query it",
};

/** Who owns what, each with the source that says so; nobody is pinged. */
export function renderOwnersReply({ hits, unowned }: OwnersHit, hasCodeowners: boolean): string {
  const { shown, more } = firstOf(hits, MAX_OWNERS);
  const lines = shown.map(ownerLine);
  if (more > 0) lines.push(`- and ${countOf(more, "more owner")}`);
  const sources = hasCodeowners ? "the manifest and CODEOWNERS" : "the manifest; there is no CODEOWNERS";
  const nobody =
    unowned.length === 0 ? [] : [`Nobody is named for ${listOf(unowned, MAX_OBJECTS, markdownLabel)}.`];
  if (lines.length === 0)
    return [
      `No owner is named for what this pull request changes or reaches, by ${sources}.`,
      ...nobody,
    ].join("\n\n");
  return [
    `Owners of what this pull request changes or reaches, by ${sources}:`,
    lines.join("\n"),
    ...nobody,
  ].join("\n\n");
}

function ownerLine({ owner, objects }: OwnerHit): string {
  return `- ${codeSpan(owner.name)} (${SOURCES[owner.kind]}): ${listOf(objects, MAX_OBJECTS, markdownLabel)}`;
}

function markdownLabel(id: string): string {
  return markdownSentence(labelOf(id));
}
