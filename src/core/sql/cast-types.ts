import type { Surviving } from "../diff/change.ts";
import type { Artifacts, Side } from "../manifest/artifacts.ts";
import { catalogColumns } from "../manifest/catalog-columns.ts";
import { declaredColumn } from "../manifest/declared-column.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { SqlColumnChange } from "./compare/edit.ts";
import { makingOf } from "./making.ts";
import type { Expr } from "./query.ts";
import type { SqlReading } from "./reading.ts";
import type { ComparedSql } from "./sql-comparison.ts";

/** A column of a result that is cast to another type; `before` and `after` are null where no type is known. */
export interface CastChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether nothing but the cast is another. */
  readonly only: boolean;
}

/**
 * The columns whose value is cast, and which the change makes in another way. Without a cast on one side the type is
 * that of the column as the catalog or the declaration of base has it, or of the one column that is passed on.
 */
export function castChanges(
  change: Surviving<"model"> | Surviving<"snapshot">,
  { change: { columns }, base, head }: ComparedSql,
  artifacts: Artifacts,
): readonly CastChange[] {
  return columns.flatMap((column): CastChange[] => {
    if (!REMADE.has(column.kind)) return [];
    const [was, is] = [making(base, column.name), making(head, column.name)];
    if (was?.type !== "cast" && is?.type !== "cast") return [];
    const declared = ownType(artifacts.base, change.base.uniqueId, column.name);
    const before = castType(was) ?? declared ?? passedType(was, artifacts.base);
    const after = castType(is) ?? passedType(is, artifacts.head);
    const only = column.kind === "type_changed" || isBareCast(was, is);
    return [{ name: column.name, before, after, only }];
  });
}

const REMADE: ReadonlySet<SqlColumnChange["kind"]> = new Set(["redefined", "type_changed"]);

function making(reading: SqlReading, name: string): Expr | null {
  return reading.state === "read" ? makingOf(reading.facts, name) : null;
}

/** The type that a value is cast to last: the engine's word for it, as the warehouses spell it. */
export function castType(expr: Expr | null): string | null {
  if (expr?.type !== "cast" || expr.to === "unknown") return null;
  return expr.to.replace(/^(time(?:stamp)?)\(timezone\)$/u, "$1 with time zone");
}

/** The type of a relation's column that is passed on as it is. */
export function passedType(expr: Expr | null, side: Side): string | null {
  return expr?.type === "resolved" ? ownType(side, expr.source, expr.column) : null;
}

/** The type of an object's column by catalog or declaration; null where neither says one. */
export function ownType(side: Side, id: UniqueId, name: string): string | null {
  const wanted = name.toLowerCase();
  const listed = catalogColumns(side, id)?.find((column) => column.name.toLowerCase() === wanted);
  if (listed !== undefined) return listed.type;
  const node = side.project.nodes[id];
  return node === undefined ? null : (declaredColumn(node, name)?.dataType ?? null);
}

/** Whether a cast was put around the same column, or taken away from it. */
function isBareCast(was: Expr | null, is: Expr | null): boolean {
  const [before, after] = [bare(was), bare(is)];
  return before?.type === "resolved" && after?.type === "resolved" && before.column === after.column;
}

function bare(expr: Expr | null): Expr | null {
  let inner = expr;
  while (inner?.type === "cast") inner = inner.operand;
  return inner;
}
