import type { core } from "zod";
import { nearestName } from "../core/nearest.ts";
import { keysAt } from "./keys-at.ts";
import { notBuiltYet } from "./schema.ts";

/** One thing that is wrong in a configuration file. `line`: where it is known without the path. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly line?: number;
  readonly text: string;
}

type Issue = core.$ZodIssue;
type Path = readonly (string | number)[];

/** What zod found, in words for the person who wrote the file. `value` is the whole parsed file. */
export function faultsOf(issues: readonly Issue[], value: unknown): readonly Fault[] {
  return issues.flatMap((issue) => faultsOfIssue(issue, [], value));
}

function faultsOfIssue(issue: Issue, parent: Path, value: unknown): readonly Fault[] {
  const path = [...parent, ...issue.path.map(toStep)];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], text: unknownKey([...path, key]) }));
  }
  if (issue.code === "invalid_union") return faultsOfUnion(issue, path, value);
  const written = valueAt(value, path);
  if (issue.code === "invalid_value") return [{ path, text: wrongValue(issue, { path, written }) }];
  if (issue.code === "invalid_type") return [{ path, text: wrongType(issue, written) }];
  return [{ path, text: issue.message }];
}

/** The alternative that was meant is the one that fits the shape that was written: a list, an object or a word. */
function faultsOfUnion(issue: core.$ZodIssueInvalidUnion, path: Path, value: unknown): readonly Fault[] {
  const written = valueAt(value, path);
  const wordWanted = typeof written !== "object" || written === null;
  for (const branch of issue.errors) {
    const shapeFits = branch.every(({ code, path: inner }) =>
      wordWanted
        ? code === "invalid_value"
        : code !== "invalid_value" && !(code === "invalid_type" && inner.length === 0),
    );
    const deeper = branch.some(({ path: inner }) => inner.length > 0);
    if (shapeFits || (!wordWanted && deeper)) {
      return branch.flatMap((inner) => faultsOfIssue(inner, path, value));
    }
  }
  return [{ path, text: `${shown(written)} cannot stand here` }];
}

function unknownKey(path: Path): string {
  const key = path.join(".");
  const planned = notBuiltYet.get(key);
  if (planned !== undefined) return `not built yet (${planned}); take it out until it is`;
  const near = nearestName(String(path.at(-1)), keysAt(path.slice(0, -1)));
  return near === null ? "unknown key" : `unknown key; did you mean "${near}"?`;
}

function wrongValue(issue: core.$ZodIssueInvalidValue, at: { path: Path; written: unknown }): string {
  const allowed = issue.values.map(String);
  if (at.written === undefined) return `missing; write \`${at.path.at(-1) ?? ""}: ${allowed.join("|")}\``;
  const word = typeof at.written === "string" ? at.written : "";
  const near = nearestName(word, allowed);
  const hint = near === null ? "" : `; did you mean ${near}?`;
  return `${shown(at.written)} is not ${allowed.length > 1 ? "one of " : ""}${allowed.join(", ")}${hint}`;
}

function wrongType(issue: core.$ZodIssueInvalidType, written: unknown): string {
  const wanted = words[issue.expected] ?? issue.expected;
  return written === undefined
    ? `missing; ${wanted} must stand here`
    : `must be ${wanted}, not ${shown(written)}`;
}

const words: Readonly<Record<string, string>> = {
  array: "a list",
  object: "keys with values",
  record: "keys with values",
  string: "a text",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
};

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function toStep(step: PropertyKey): string | number {
  return typeof step === "symbol" ? String(step) : step;
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Object.getOwnPropertyDescriptor(at, step)?.value;
  }
  return at;
}
