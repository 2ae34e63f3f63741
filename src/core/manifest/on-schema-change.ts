import type { Model } from "./project.ts";

/** Whether an incremental model leaves columns out that its table does not have: dbt's default for `on_schema_change`. */
export function ignoresNewColumns({ config }: Pick<Model, "config">): boolean {
  return (config["on_schema_change"] ?? "ignore") === "ignore";
}
