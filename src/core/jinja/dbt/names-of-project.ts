import type { Value } from "../values.ts";
import { valueOfJson } from "../json-value.ts";
import { graphValue } from "./graph-value.ts";
import { nodeJson } from "./node-json.ts";
import type { RenderState } from "./render-state.ts";

/** `model`, `graph` and what dbt says of itself. */
export function projectNames(state: RenderState): Readonly<Record<string, () => Value>> {
  const { project, job } = state;
  const { node } = job;
  return {
    model: () => valueOfJson({ ...nodeJson(node), raw_code: job.source, raw_sql: job.source }),
    graph: () => graphValue(state),
    project_name: () => project.projectName,
    dbt_version: () => project.dbtVersion,
    database: () => node.relation.database,
    schema: () => node.relation.schema,
    invocation_id: () => RUN_ID,
    pre_hooks: () => valueOfJson([]),
    post_hooks: () => valueOfJson([]),
    selected_resources: () => valueOfJson([]),
    invocation_args_dict: () => valueOfJson({}),
    dbt_metadata_envs: () => valueOfJson({}),
  };
}

/** Every run has another: it is read as one that is of the run (`source-text.ts`). */
const RUN_ID = "00000000-0000-0000-0000-000000000000";
