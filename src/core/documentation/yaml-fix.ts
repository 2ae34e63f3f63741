import type { Side } from "../manifest/artifacts.ts";
import type { Evidence, Finding } from "../report.ts";
import { describable, isUsable, proposeDocumentation, type Proposal } from "./propose.ts";
import { columnEntry, type PlacedEntry, type YamlEntry, type YamlIndex } from "./yaml-entries.ts";
import { describedAs } from "./yaml.ts";

/** One line of a YAML file, and the lines to put in its place. */
export interface YamlFix {
  readonly path: string;
  readonly line: number;
  readonly replacement: readonly string[];
  /** The column that it is about; null for the object itself. */
  readonly column: string | null;
  /** Where proposed words were taken from: the unique_id of an upstream object; null where they are not somebody else's. */
  readonly from: string | null;
}

/** More of one finding are not looked at. */
const MAX_EVIDENCE = 50;

/** What a column that tells rows apart is tested for. */
const KEY_TESTS: readonly string[] = ["unique", "not_null"];

/** The fixes of one finding that are ready to be committed: only what is known to be right, in files that have its entry. */
export function yamlFixes(finding: Finding, head: Side, index: YamlIndex): readonly YamlFix[] {
  const proposals = new Map<string, Proposal>();
  const fixes: YamlFix[] = [];
  for (const evidence of finding.evidence.slice(0, MAX_EVIDENCE)) {
    const node = head.project.nodes[evidence.uniqueId];
    // The entry of a versioned model has its columns under `versions` too.
    if (node === undefined || !describable(node) || node.version !== null) continue;
    const placed = index.get(`${node.resourceType}s ${node.name}`) ?? null;
    if (placed === null) continue;
    const proposal = proposals.get(node.uniqueId) ?? proposeDocumentation(node, head);
    proposals.set(node.uniqueId, proposal);
    fixes.push(...fixIn(placed, evidence, wordsFor(evidence, proposal)));
  }
  return fixes;
}

interface Words {
  readonly text: string;
  readonly from: string | null;
}

/** A lost description comes back as it was; a missing one is proposed from facts. Null: nothing is known to be right. */
function wordsFor({ kind, column, before }: Evidence, proposal: Proposal): Words | null {
  if (kind !== "description" && kind !== "column") return null;
  if (before !== undefined)
    return kind === "description" && isUsable(before) ? { text: before, from: null } : null;
  if (column === undefined)
    return proposal.description === null ? null : { text: proposal.description, from: null };
  return proposal.columns.find(({ name }) => name === column)?.proposal ?? null;
}

function fixIn(placed: PlacedEntry, evidence: Evidence, words: Words | null): readonly YamlFix[] {
  const column = evidence.column ?? null;
  const entry = column === null ? placed.entry : columnEntry(placed, column);
  if (entry === undefined) return [];
  const isKey = evidence.kind === "key" && column !== null;
  const place = isKey ? testsIn(placed, entry) : wordsIn(placed, entry, words);
  return place === null ? [] : [{ path: placed.path, ...place, column, from: words?.from ?? null }];
}

type Place = Pick<YamlFix, "line" | "replacement">;

function wordsIn(placed: PlacedEntry, entry: YamlEntry, words: Words | null): Place | null {
  if (words === null) return null;
  const lines = describedAs(words.text, " ".repeat(entry.indent));
  const described = entry.keys.get("description");
  if (described === undefined) return after(placed, entry, lines);
  const isEmpty = described.value === "" && described.to === described.from;
  return isEmpty ? { line: described.line, replacement: lines } : null;
}

/** A column that has tests already is its author's to mend. */
function testsIn(placed: PlacedEntry, entry: YamlEntry): Place | null {
  if (entry.keys.has("data_tests") || entry.keys.has("tests")) return null;
  const indent = " ".repeat(entry.indent);
  return after(placed, entry, [`${indent}data_tests:`, ...KEY_TESTS.map((test) => `${indent}  - ${test}`)]);
}

/** The line of the name as it is, then the new lines. */
function after({ lines }: PlacedEntry, { line }: YamlEntry, added: readonly string[]): Place {
  return { line, replacement: [lines[line - 1] ?? "", ...added] };
}
