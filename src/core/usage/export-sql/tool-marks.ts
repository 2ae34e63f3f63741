import { NOT_USE } from "../not-use.ts";
import { KNOWN_TOOLS, type ToolPattern } from "../tools.ts";

/** How a warehouse looks into a text. */
export interface TextSearch {
  /** The expression of the text. */
  readonly text: string;
  /** An expression for the first group of a pattern in it, NULL where it does not fit. Patterns are those of RE2. */
  readonly group: (pattern: string) => string;
}

/** SQL for the tool that marked a text, NULL where none did. The tools are those that `usage build` knows. */
export function toolOf({ text }: TextSearch): string {
  return caseOf(marked(text, ({ name }) => [literal(name)]));
}

/** SQL for the dashboard that a tool wrote into a text, NULL where none did. */
export function dashboardOf({ text, group }: TextSearch): string {
  const labeled = (label: string, pattern: string) =>
    label === "" ? group(pattern) : `concat(${literal(label)}, ${group(pattern)})`;
  return caseOf(
    marked(text, ({ dashboards = [] }) => dashboards.map(({ label, pattern }) => labeled(label, pattern))),
  );
}

/** SQL for the person behind a tool's own login, as far as the tool wrote it into a text, else for who logged in. */
export function personOf({ text, group }: TextSearch, login: string): string {
  const people = marked(text, ({ name, person }) =>
    person === undefined ? [] : [`concat(${literal(`${name} user `)}, ${group(person)})`],
  );
  return `coalesce(${caseOf(people)}, ${login})`;
}

/** SQL that is true where dbt did not write a text: its query comment, and the names that it alone gives. */
export function notOfDbt(text: string): string {
  const marks = NOT_USE.flatMap(({ reason, marks = [] }) => (reason === "dbt" ? marks : []));
  return marks.map((mark) => `${text} not like ${containing(mark)}`).join(" and ");
}

interface Marked {
  readonly isThere: string;
  readonly value: string;
}

/** What each tool gives where it left one of its marks. */
function marked(text: string, valuesOf: (tool: ToolPattern) => readonly string[]): readonly Marked[] {
  return KNOWN_TOOLS.flatMap((tool) => {
    const { marks = [] } = tool;
    const [only, ...others] = valuesOf(tool);
    if (only === undefined || marks.length === 0) return [];
    const isThere = marks.map((mark) => `${text} like ${containing(mark)}`).join(" or ");
    return [{ isThere, value: others.length === 0 ? only : `coalesce(${[only, ...others].join(", ")})` }];
  });
}

function caseOf(cases: readonly Marked[]): string {
  const whens = cases.map(({ isThere, value }) => `      when ${isThere} then ${value}`);
  return `case\n${whens.join("\n")}\n    end`;
}

/** An underscore stands for any character: no mark is so short that another text would fit. */
function containing(mark: string): string {
  return literal(`%${mark}%`);
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
