import { displayName } from "../display-name.ts";
import { nodeById, type Artifacts } from "../manifest/artifacts.ts";
import { joinText } from "../sql/compare/compare-inputs.ts";
import { printExpr } from "../sql/compare/print.ts";
import { pathOf, withoutOccurrence } from "../sql/compare/side.ts";
import { mapChildren } from "../sql/expr.ts";
import type { ScopeFacts, ScopeInput } from "../sql/facts.ts";
import { ownerOf, type Scopes } from "../sql/meaning/origins.ts";
import type { Expr, Resolved } from "../sql/query.ts";

/** The text of a join with its relation as people call it, and its columns told apart by the names of their sources. */
export function namedJoin(
  text: string,
  scope: ScopeFacts | null,
  { scopes, artifacts }: { readonly scopes: Scopes; readonly artifacts: Artifacts },
): string {
  const input = scope?.inputs.find((each) => joinText(each) === text);
  if (input === undefined || scope === null || input.join === null) return text;
  const labelOf = (column: Resolved): string | null => ownerOf(column, scope, scopes)?.label ?? null;
  const conditions = input.join.on.map((each) => printExpr(qualified(each, labelOf)));
  const on = conditions.length === 0 ? "" : ` on ${conditions.join(" and ")}`;
  return `${input.join.kind} join ${nameOf(input, artifacts)}${on}`;
}

function nameOf({ source, label }: ScopeInput, artifacts: Artifacts): string {
  const bare = withoutOccurrence(source);
  const node = nodeById(artifacts, bare);
  const name = pathOf(bare) ?? (node === undefined ? label : displayName(node));
  return name.split(/[./]/u).at(-1) === label ? name : `${name} as ${label}`;
}

function qualified(expr: Expr, labelOf: (column: Resolved) => string | null): Expr {
  if (expr.type !== "resolved") return mapChildren(expr, (child) => qualified(child, labelOf));
  const label = labelOf(expr);
  return label === null ? expr : { ...expr, text: `${label}.${expr.text}` };
}
