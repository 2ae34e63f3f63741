import { NOT_USE } from "../not-use.ts";
import type { ToolPattern } from "../tools.ts";

/** How a warehouse looks into a text. */
export interface TextSearch {
  /** The expression of the text. */
  readonly text: string;
  /** A text as it stands in the warehouse's SQL. */
  readonly quote: (text: string) => string;
  /** An expression for the first group of a pattern in the text, NULL where it does not fit. Patterns are those of RE2. */
  readonly group: (pattern: string) => string;
}

/** SQL for the tool that marked a text, NULL where none did. */
export function toolOf(search: TextSearch, tools: readonly ToolPattern[]): string {
  return caseOf(marked(search, tools, ({ name }) => [search.quote(name)]));
}

/** SQL for the dashboard that a tool wrote into a text, NULL where none did. */
export function dashboardOf(search: TextSearch, tools: readonly ToolPattern[]): string {
  const named = (label: string, pattern: string) =>
    label === "" ? search.group(pattern) : `concat(${search.quote(label)}, ${search.group(pattern)})`;
  return caseOf(
    marked(search, tools, ({ dashboards = [] }) =>
      dashboards.map(({ label, pattern }) => named(label, pattern)),
    ),
  );
}

/** SQL for the person behind a tool's own login, as far as the tool wrote it into a text, NULL where none did. */
export function personOf(search: TextSearch, tools: readonly ToolPattern[]): string {
  return caseOf(
    marked(search, tools, ({ name, person }) =>
      person === undefined ? [] : [`concat(${search.quote(`${name} user `)}, ${search.group(person)})`],
    ),
  );
}

/** SQL that is true where dbt did not write a text: its query comment, and the names that it alone gives. */
export function notOfDbt({ text, quote }: TextSearch): string {
  const marks = NOT_USE.flatMap(({ reason, marks = [] }) => (reason === "dbt" ? marks : []));
  return marks.map((mark) => `${text} not like ${quote(`%${mark}%`)}`).join(" and ");
}

interface Marked {
  readonly isThere: string;
  readonly value: string;
}

/** What each tool gives where it left one of its marks. An underscore stands for any letter: no mark is so short that it matters. */
function marked(
  { text, quote }: TextSearch,
  tools: readonly ToolPattern[],
  valuesOf: (tool: ToolPattern) => readonly string[],
): readonly Marked[] {
  return tools.flatMap((tool) => {
    const { marks = [] } = tool;
    const [only, ...others] = valuesOf(tool);
    if (only === undefined || marks.length === 0) return [];
    const isThere = marks.map((mark) => `${text} like ${quote(`%${mark}%`)}`).join(" or ");
    return [{ isThere, value: others.length === 0 ? only : `coalesce(${[only, ...others].join(", ")})` }];
  });
}

function caseOf(cases: readonly Marked[]): string {
  const whens = cases.map(({ isThere, value }) => `      when ${isThere} then ${value}`);
  return whens.length === 0 ? "null" : `case\n${whens.join("\n")}\n    end`;
}
