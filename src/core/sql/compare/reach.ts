import { walkExpr } from "../expr.ts";
import type { ScopeFacts, StatementFacts } from "../facts.ts";
import type { Expr } from "../query.ts";
import { clausesOf } from "./expressions.ts";
import { pathOf, withoutOccurrence } from "./side.ts";

/** What of a statement makes its result: a CTE that nobody reads, or a column of it, means nothing. */
export interface Reach {
  readonly scopes: ReadonlySet<string>;
  /** Columns as `path.column`. */
  readonly columns: ReadonlySet<string>;
}

/** Follows a statement from its root down. */
export function reachOf(facts: StatementFacts): Reach {
  const walk = new Walk(new Map(facts.scopes.map((scope) => [scope.path, scope])));
  const root = facts.scopes.at(-1);
  if (root !== undefined) walk.enter(root.path, "all");
  return walk;
}

class Walk implements Reach {
  readonly scopes = new Set<string>();
  readonly columns = new Set<string>();
  readonly #byPath: ReadonlyMap<string, ScopeFacts>;

  constructor(byPath: ReadonlyMap<string, ScopeFacts>) {
    this.#byPath = byPath;
  }

  /** Enters a scope for some of its columns. */
  enter(path: string, columns: "all" | readonly string[]): void {
    const scope = this.#byPath.get(path);
    if (scope === undefined) return;
    if (!this.scopes.has(path)) {
      this.scopes.add(path);
      this.#read(scope);
    }
    const wanted = columns === "all" || needsAll(scope) ? scope.columns.map(({ name }) => name.key) : columns;
    for (const column of wanted) this.#use(scope, column);
  }

  #read(scope: ScopeFacts): void {
    for (const { source } of scope.inputs) this.#enterSource(source, []);
    for (const expr of clausesOf(scope)) this.#follow(expr);
    for (const { name } of scope.columns.filter(({ name }) => name.key === "*")) this.#use(scope, name.key);
    for (const branch of scope.set?.branches ?? []) this.enter(branch, []);
  }

  #use(scope: ScopeFacts, column: string): void {
    const key = `${scope.path}.${column}`;
    if (this.columns.has(key)) return;
    this.columns.add(key);
    const index = scope.columns.findIndex(({ name }) => name.key === column);
    const found = scope.columns[index];
    if (scope.set !== null) this.#useBranches(scope, column, index);
    else if (found !== undefined) this.#follow(found.expr);
  }

  #useBranches({ set }: ScopeFacts, column: string, index: number): void {
    for (const path of set?.branches ?? []) {
      const branch = this.#byPath.get(path);
      const name = set?.byName === true ? column : branch?.columns[index]?.name.key;
      this.enter(path, name === undefined ? [] : [name]);
    }
  }

  #follow(expr: Expr): void {
    walkExpr(expr, (each) => {
      if (each.type === "resolved") this.#enterSource(each.source, [each.column]);
      if (each.type === "scope") this.enter(each.path, "all");
      if (each.type === "star" && each.qualifier !== null) this.#enterSource(each.qualifier.key, []);
    });
  }

  #enterSource(source: string, columns: readonly string[]): void {
    const path = pathOf(withoutOccurrence(source));
    if (path !== null) this.enter(path, columns);
  }
}

/** Where rows are told apart by every column. */
function needsAll({ distinct, set }: ScopeFacts): boolean {
  return distinct === "all" || (set !== null && !set.all);
}
