import { countOf } from "./names.ts";

/** One collapsed block of a comment, made of entries that are shown whole or not at all. */
export interface Section {
  /** Escaped for HTML: it stands between tags. */
  readonly summary: string;
  /** Markdown before the entries; empty for none. Dropped when the block has no room for any entry. */
  readonly intro: string;
  readonly entries: readonly string[];
  /** What an entry is called in "3 more findings are left out". */
  readonly noun: string;
}

/** Below GitHub's 65,536 characters, with room for what a publisher adds. */
const BODY_LIMIT: Size = { characters: 60_000, bytes: 65_000 };

/** A length, or what is left of one. */
export interface Size {
  readonly characters: number;
  readonly bytes: number;
}

const encoder = new TextEncoder();

/** Length in characters and in UTF-8 bytes: GitHub counts both somewhere. */
export function sizeOf(text: string): Size {
  return { characters: text.length, bytes: encoder.encode(text).length };
}

/**
 * Renders blocks within a budget, what stands higher first: when room runs out, the entries of the lower
 * blocks are left out and counted. Each block keeps at least its summary and that count.
 */
export function fitSections(sections: readonly Section[], budget: Size): readonly string[] {
  const stubs = sections.map((section) => sizeOf(renderSection(section, 0)));
  let left = stubs.reduce(minus, budget);
  const blocks: string[] = [];
  for (const [index, section] of sections.entries()) {
    const stub = stubs[index] ?? sizeOf("");
    const text = renderSection(section, entriesThatFit(section, plus(left, stub)));
    left = minus(plus(left, stub), sizeOf(text));
    blocks.push(text);
  }
  return blocks;
}

/** What is left of a budget after a text. */
export function budgetAfter(text: string, budget: Size = BODY_LIMIT): Size {
  return minus(budget, sizeOf(text));
}

function entriesThatFit(section: Section, room: Size): number {
  let left = minus(room, sizeOf(renderSection({ ...section, entries: [] }, 0)));
  // Room for the line that counts what was left out, and for the intro.
  left = minus(left, sizeOf(`${leftOut(section, section.entries.length)}\n\n${section.intro}\n\n`));
  let count = 0;
  for (const entry of section.entries) {
    left = minus(left, sizeOf(`${entry}\n`));
    if (left.characters < 0 || left.bytes < 0) break;
    count += 1;
  }
  return count;
}

function renderSection(section: Section, count: number): string {
  const left = section.entries.length - count;
  const body = [
    ...(section.intro !== "" && (count > 0 || left === 0) ? [section.intro] : []),
    ...(count > 0 ? [section.entries.slice(0, count).join("\n").trimEnd()] : []),
    ...(left > 0 ? [leftOut(section, left)] : []),
  ];
  return [`<details><summary>${section.summary}</summary>`, ...body, "</details>"].join("\n\n");
}

function leftOut(section: Section, count: number): string {
  const verb = count === 1 ? "is" : "are";
  return `${countOf(count, `more ${section.noun}`)} ${verb} left out for length; the JSON report has them all.`;
}

function minus(a: Size, b: Size): Size {
  return { characters: a.characters - b.characters, bytes: a.bytes - b.bytes };
}

function plus(a: Size, b: Size): Size {
  return { characters: a.characters + b.characters, bytes: a.bytes + b.bytes };
}
