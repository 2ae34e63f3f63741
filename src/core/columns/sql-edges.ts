import { clausesOf } from "../sql/compare/expressions.ts";
import { reachOf } from "../sql/compare/reach.ts";
import { withoutOccurrence } from "../sql/compare/side.ts";
import { walkExpr } from "../sql/expr.ts";
import type { ColumnUse, ScopeFacts, SourceColumn, StatementFacts } from "../sql/facts.ts";
import { passesOn } from "../sql/passes-on.ts";
import { rowConfidence } from "../sql/text-origin.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { ColumnEdge, ColumnEnd } from "./column-graph.ts";

/** Answers whether a column of a relation is to be followed. */
export type Wanted = (relation: string, column: string) => boolean;

/** The edges from wanted columns into an object whose SQL has these facts. */
export function sqlEdges(reader: UniqueId, facts: StatementFacts, wanted: Wanted): readonly ColumnEdge[] {
  const named = namedBy(facts);
  const isWanted = ({ relation, column }: SourceColumn): boolean => wanted(relation, plainName(column));
  const values = facts.columns.flatMap((output) =>
    output.sources.filter(isWanted).map((source): ColumnEdge => ({
      from: endOf(source),
      to: { uniqueId: reader, column: output.name.toLowerCase() },
      kind: "value",
      transformation: { type: source.type, subtype: source.subtype },
      confidence: output.confidence,
      named: named(source),
    })),
  );
  const decisive = [...usesOfRows(facts), ...distinctUses(facts)].filter(isWanted);
  const confidence = rowConfidence(facts);
  return [
    ...values,
    ...distinct(decisive.map((use) => ({ ...rowsEdge(use, reader, named(use)), confidence }))),
  ];
}

function rowsEdge(use: SourceColumn, reader: UniqueId, named: boolean): Omit<ColumnEdge, "confidence"> {
  return {
    from: endOf(use),
    to: { uniqueId: reader, column: null },
    kind: "rows",
    transformation: { type: "INDIRECT", subtype: use.subtype },
    named,
  };
}

/** Columns that decide which rows the result has. An order decides nothing where no limit follows it. */
function usesOfRows(facts: StatementFacts): readonly ColumnUse[] {
  const reached = reachOf(facts).scopes;
  const limited = new Set(facts.scopes.filter(({ limits }) => limits.length > 0).map(({ path }) => path));
  return facts.uses.filter(
    ({ scope, subtype }) => reached.has(scope) && (subtype !== "SORT" || limited.has(scope)),
  );
}

/** `select distinct`, and unions that drop repeats: every column of the result tells its rows apart. */
function distinctUses(facts: StatementFacts): readonly SourceColumn[] {
  const maker = makerOf(facts);
  if (maker === undefined || (maker.distinct !== "all" && maker.set?.all !== false)) return [];
  return facts.columns.flatMap(({ sources }) =>
    sources.map((source): SourceColumn => ({ ...source, type: "INDIRECT", subtype: "GROUP_BY" })),
  );
}

/** The scope that makes the rows of the result: `select * from final` only passes them on. */
function makerOf({ scopes }: StatementFacts): ScopeFacts | undefined {
  const root = scopes.at(-1);
  const [input] = root?.inputs ?? [];
  if (root === undefined || input === undefined || !passesOn(root)) return root;
  return scopes.find(({ path }) => `@${path}` === input.source) ?? root;
}

function endOf({ relation, column }: SourceColumn): ColumnEnd {
  return { uniqueId: relation, column: plainName(column) };
}

/** The column without the fields of a struct that a path goes on into. */
function plainName(column: string): string {
  const dot = column.indexOf(".");
  return (dot === -1 ? column : column.slice(0, dot)).toLowerCase();
}

function distinct(edges: readonly ColumnEdge[]): readonly ColumnEdge[] {
  return [...new Map(edges.map((edge) => [`${edge.from.uniqueId}\n${edge.from.column}`, edge])).values()];
}

/** Whether the text spells a column of a relation out, in any scope: one that a star passes on may be spelled above it. */
function namedBy(facts: StatementFacts): (source: SourceColumn) => boolean {
  const named = new Set<string>();
  visitSpelled(facts, (relation, column) => named.add(`${relation}\n${column}`));
  return ({ relation, column }) => named.has(`${relation}\n${plainName(column)}`);
}

/** The names that the text spells out and whose owner nobody could find, in lower case. */
export function ownerlessNames(facts: StatementFacts): ReadonlySet<string> {
  const names = new Set<string>();
  visitSpelled(facts, (relation, column) => {
    if (relation === "?") names.add(column);
  });
  return names;
}

/** Calls back for every column that the text spells out. */
function visitSpelled(facts: StatementFacts, visit: (relation: string, column: string) => void): void {
  for (const scope of facts.scopes) {
    const spelled = scope.columns.filter(({ star }) => star !== true).map(({ expr }) => expr);
    for (const expr of [...spelled, ...clausesOf(scope)]) {
      walkExpr(expr, (each) => {
        if (each.type === "resolved") visit(withoutOccurrence(each.source), plainName(each.column));
      });
    }
  }
}
