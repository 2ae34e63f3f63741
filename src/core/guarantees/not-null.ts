import type { Graph } from "../lineage/graph.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import { dataTestsOn, testColumns } from "./tested.ts";

/** What says that a column has no nulls. */
export interface NotNull {
  /** As it is declared. */
  readonly column: string;
  /** The test, or the object whose constraint it is. */
  readonly uniqueId: UniqueId;
  readonly kind: "test" | "constraint";
}

/** The columns of an object that a `not_null` test or constraint protects. */
export function notNullColumns(id: UniqueId, project: Project, graph: Graph): readonly NotNull[] {
  const node = project.nodes[id];
  const tested = dataTestsOn(id, project, graph)
    .filter(({ generic }) => generic !== null && /not_?null$/iu.test(generic.name))
    .flatMap((test) =>
      testColumns(test).map((column): NotNull => ({ column, uniqueId: test.uniqueId, kind: "test" })),
    );
  const columns = node !== undefined && "contract" in node && node.contract.enforced ? node.columns : [];
  const constrained = columns
    .filter(({ constraints }) =>
      constraints.some(({ type }) => type === "not_null" || type === "primary_key"),
    )
    .map(({ name }): NotNull => ({ column: name, uniqueId: id, kind: "constraint" }));
  return [...tested, ...constrained];
}
