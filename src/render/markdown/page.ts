import { budgetAfter, fitSections, type Section, type Size } from "../truncate.ts";
import { MAX_ROWS } from "./must-look.ts";

/** What a reader sees before opening any block. */
const MAX_VISIBLE = { characters: 1_500, lines: 25 } as const;

/** What stands above the blocks. */
export interface Top {
  /** One line of plain text, made of counts. */
  readonly title: string;
  /** What must be said at once, each a line of Markdown; never left out. */
  readonly notices: readonly string[];
  /** Markdown; gives way when there is little room. */
  readonly lead: string;
  /** The table of what to look at, in at most so many rows. */
  readonly table: (rows: number) => string;
}

/** The collapsed blocks of a page: what is seen of them, and all of them within a budget. */
export interface Blocks {
  readonly summaries: readonly string[];
  readonly fit: (budget: Size) => readonly string[];
}

/** A page of Markdown: what must be seen at once, the rest in blocks. */
export interface Page {
  /** Hidden first line. */
  readonly marker: string;
  readonly top: Top;
  readonly blocks: Blocks;
  readonly foot: string;
  /** Hidden last line; empty for none. */
  readonly hidden: string;
}

/** Hidden first line by which our own comment is found again. */
export function markerLine(pullRequest: number | null): string {
  return pullRequest === null
    ? "<!-- headgate:review v1 -->"
    : `<!-- headgate:review v1 pr=${pullRequest} -->`;
}

/** The page as text, within GitHub's limits and those of a reader. */
export function renderPage({ marker, top, blocks, foot, hidden }: Page): string {
  const head = `${marker}\n${topWithin(top, roomBeside(blocks.summaries, foot))}`;
  const end = hidden === "" ? foot : `${foot}\n\n${hidden}`;
  const breaks = "\n\n".repeat(blocks.summaries.length);
  const fitted = blocks.fit(budgetAfter(`${head}\n\n${end}\n${breaks}`));
  return `${[head, ...fitted, end].join("\n\n")}\n`;
}

/** Blocks that are made of entries. */
export function blocksOf(sections: readonly Section[]): Blocks {
  return {
    summaries: sections.map(({ summary }) => summary),
    fit: (budget) => fitSections(sections, budget),
  };
}

interface Room {
  readonly characters: number;
  readonly lines: number;
}

/** Title, notices, lead and table, with as many rows as the room allows; the lead gives way before the last row does. */
function topWithin(top: Top, room: Room): string {
  for (let rows = MAX_ROWS; rows > 0; rows -= 1) {
    const text = renderTop(top, rows);
    if (fitsIn(text, room)) return text;
  }
  const bare = { ...top, lead: "" };
  const text = renderTop(bare, 1);
  return fitsIn(text, room) ? text : renderTop(bare, 0);
}

function renderTop({ title, notices, lead, table }: Top, rows: number): string {
  const parts = [`**${title}**`, notices.join("\n"), lead, table(rows)];
  return parts.filter((part) => part !== "").join("\n\n");
}

function roomBeside(summaries: readonly string[], foot: string): Room {
  const taken = summaries.reduce((sum, summary) => sum + summary.length, foot.length);
  return {
    characters: MAX_VISIBLE.characters - taken,
    lines: MAX_VISIBLE.lines - summaries.length - linesOf(foot),
  };
}

function fitsIn(text: string, room: Room): boolean {
  return text.length <= room.characters && linesOf(text) <= room.lines;
}

function linesOf(text: string): number {
  return text.split("\n").filter((line) => line !== "").length;
}
