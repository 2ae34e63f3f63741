import type { Finding } from "../report.ts";

/** Longer blocks are for the finding's own fix. */
const MOST_LINES = 16;

/**
 * What can be copied to mend a finding, made by code: the block of the rule's own fix, a dbt command or an alias in it, and for a column
 * of a contract a new version of the model that keeps the old one.
 */
export function suggestionsFor(finding: Finding): readonly string[] {
  const { fix } = finding;
  return [...blockOf(fix), ...commandOf(fix), ...aliasOf(fix), ...versionOf(finding)];
}

function blockOf(fix: string): readonly string[] {
  const lines = fix.split("\n").slice(1);
  return lines.length === 0 || lines.length > MOST_LINES ? [] : [lines.join("\n").trimEnd()];
}

function commandOf(fix: string): readonly string[] {
  return [...(fix.split("\n", 1)[0] ?? "").matchAll(/`(dbt [\w@+:. -]+)`/gu)].flatMap(
    ([, command]) => command ?? [],
  );
}

/** The old name beside the new one. */
function aliasOf(fix: string): readonly string[] {
  return [...fix.matchAll(/`([a-z_]\w* as [a-z_]\w*)`/giu)].flatMap(([, alias]) => alias ?? []);
}

/** What a new version answers: others go on reading the contract that they know. */
const VERSIONED: ReadonlySet<string> = new Set(["contract-column-removed", "contract-column-type-changed"]);

/** dbt's spelling of versions: https://docs.getdbt.com/docs/mesh/govern/model-versions. */
function versionOf({ rule, subject: { uniqueId, column } }: Finding): readonly string[] {
  const [type, , name, ...more] = uniqueId.split(".");
  // A model that has versions already gets its next one by a person who knows which that is.
  if (!VERSIONED.has(rule) || type !== "model" || name === undefined || more.length > 0) return [];
  if (!isWord(name) || (column !== undefined && !isWord(column))) return [];
  const old = column === undefined ? [] : [`      # keeps ${column} as it is in base`];
  return [
    [
      "models:",
      `  - name: ${name}`,
      "    latest_version: 1",
      "    versions:",
      "      - v: 1",
      ...old,
      "      - v: 2",
    ].join("\n"),
  ];
}

function isWord(name: string): boolean {
  return /^[a-z_]\w*$/iu.test(name);
}
