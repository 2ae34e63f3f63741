import type { Proposal, ProposedColumn } from "./propose.ts";

/** Most columns that a suggested snippet shows. */
const SHOWN = 10;

/** YAML to paste: the columns of a model, each with an empty description to fill in. */
export function columnsYaml(model: string, columns: readonly string[]): string {
  const lines = ["models:", `  - name: ${quoted(model)}`, "    columns:"];
  for (const column of columns.slice(0, SHOWN)) {
    lines.push(`      - name: ${quoted(column)}`, '        description: ""');
  }
  if (columns.length > SHOWN) lines.push(`      # and ${columns.length - SHOWN} more`);
  return lines.join("\n");
}

/** What is proposed, under the key of YAML that the object stands under. */
export interface ProposedYaml {
  /** `models`, `seeds` or `snapshots`. */
  readonly section: string;
  readonly name: string;
  readonly proposal: Proposal;
}

/** YAML to paste: what an object lacks, with the words that are proposed and empty texts where there are none. */
export function documentationYaml({ section, name, proposal }: ProposedYaml): string {
  const lines = [`${section}:`, `  - name: ${quoted(name)}`];
  if (proposal.lacksDescription) {
    if (proposal.isDrafted === true) lines.push(`    ${DRAFTED}`);
    lines.push(...describedAs(proposal.description ?? "", "    "));
  }
  if (proposal.columns.length > 0) lines.push("    columns:");
  for (const column of proposal.columns.slice(0, SHOWN)) lines.push(...columnLines(column));
  if (proposal.columns.length > SHOWN) lines.push(`      # and ${proposal.columns.length - SHOWN} more`);
  return lines.join("\n");
}

function columnLines({ name, proposal }: ProposedColumn): readonly string[] {
  const source = proposal === null ? [] : [`        ${originOf(proposal.from)}`];
  return [`      - name: ${quoted(name)}`, ...source, ...describedAs(proposal?.text ?? "", "        ")];
}

const DRAFTED = "# drafted by a model: read it before you commit";

function originOf(from: string | null): string {
  return from === null ? DRAFTED : `# taken from ${oneLine(from)}`;
}

/** Longest line of a description that is written in one line. */
const LINE = 90;

/** The lines of a `description` key. Long texts are folded, so that no line has to be cut. */
export function describedAs(text: string, indent: string): readonly string[] {
  const words = oneLine(text).split(" ");
  const flat = words.join(" ");
  if (flat.length <= LINE) return [`${indent}description: ${JSON.stringify(flat)}`];
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + word.length >= LINE) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return [`${indent}description: >-`, ...[...lines, line].map((text) => `${indent}  ${text}`)];
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
}

/** YAML reads `yes` and `null` as values and gives meaning to many signs: such names are quoted. */
function quoted(name: string): string {
  const plain = /^[a-z_][\w$]*$/iu.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/iu.test(name);
  return plain ? name : JSON.stringify(name);
}
