import { pathOf, withoutOccurrence } from "../compare/side.ts";
import type { ScopeColumn, ScopeFacts, ScopeInput } from "../facts.ts";
import { passesOn } from "../passes-on.ts";
import type { Expr, Resolved } from "../query.ts";

export type Scopes = ReadonlyMap<string, ScopeFacts>;

/** Facts call a column by the place where its value is made, `source.column` in lower case: whoever passes it on keeps that. */
export type Origin = string;

/** The origin of a column reference, whichever reading of its source is meant. */
export function originOf({ source, column }: Resolved): Origin {
  return `${withoutOccurrence(source)}.${column}`.toLowerCase();
}

/** What readers call a value that a scope has as a column; null where it has none such. */
export function offeredAs(expr: Expr, scope: ScopeFacts): Origin | null {
  const column = scope.columns.find((each) => spelling(each.expr) === spelling(expr));
  if (column !== undefined) return originOfColumn(column, scope);
  return expr.type === "resolved" && isPlain(expr) ? originOf(expr) : null;
}

/** What readers call a column of a scope. */
export function originOfColumn({ name, expr }: ScopeColumn, { path }: ScopeFacts): Origin {
  return expr.type === "resolved" && isPlain(expr) ? originOf(expr) : `@${path}.${name.key}`.toLowerCase();
}

function isPlain({ source }: Resolved): boolean {
  return !source.includes("#") && source !== "?";
}

function spelling(expr: Expr): string {
  return JSON.stringify(expr, (key, value: unknown) =>
    key === "line" || key === "text" ? undefined : value,
  );
}

/** The relation of a FROM clause that gives a column; null where it is none of the scope's own. */
export function ownerOf(
  column: Pick<Resolved, "source">,
  scope: ScopeFacts,
  scopes: Scopes,
): ScopeInput | null {
  const bare = withoutOccurrence(column.source);
  const place = Number(/#(\d+)$/u.exec(column.source)?.[1] ?? 1);
  const owners = scope.inputs.filter(({ source }) => givesOf(source, scopes).has(bare));
  return owners[place - 1] ?? scope.inputs.find(({ source }) => source === lookThrough(bare, scopes)) ?? null;
}

/** The places where the values of a source are made. */
function givesOf(source: string, scopes: Scopes): ReadonlySet<string> {
  const bare = withoutOccurrence(source);
  const scope = scopes.get(pathOf(bare) ?? "");
  const plain = (scope?.columns ?? []).flatMap(({ expr }) =>
    expr.type === "resolved" && isPlain(expr) ? [expr.source] : [],
  );
  return new Set([bare, ...plain]);
}

/** What is read through scopes that pass all rows on: facts name only what lies below them. */
function lookThrough(source: string, scopes: Scopes): string {
  let found = source;
  for (let steps = 0; steps < scopes.size; steps++) {
    const scope = scopes.get(pathOf(found) ?? "");
    const [input] = scope?.inputs ?? [];
    if (scope === undefined || input === undefined || !passesOn(scope)) return found;
    found = withoutOccurrence(input.source);
  }
  return found;
}
