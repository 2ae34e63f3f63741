import type { Constraint } from "./node.ts";
import type { Model, Project } from "./project.ts";

/** A constraint of a model that names columns of another table. */
export interface ForeignKey {
  readonly model: Model;
  readonly constraint: Constraint;
}

// Asked for once per column that is gone, over every column of the project.
const known = new WeakMap<Project, readonly ForeignKey[]>();

/** Every foreign key of a project that names columns, at a column or at the model. */
export function foreignKeysOf(project: Project): readonly ForeignKey[] {
  const found = known.get(project) ?? findForeignKeys(project);
  known.set(project, found);
  return found;
}

function findForeignKeys(project: Project): readonly ForeignKey[] {
  const found: ForeignKey[] = [];
  const add = (model: Model, constraints: readonly Constraint[]) => {
    for (const constraint of constraints)
      if (constraint.toColumns.length > 0) found.push({ model, constraint });
  };
  for (const node of Object.values(project.nodes)) {
    if (node.resourceType !== "model" || !node.hasForeignKeys) continue;
    add(node, node.constraints);
    for (const column of node.columns) add(node, column.constraints);
  }
  return found;
}
