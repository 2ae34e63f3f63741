import { compareSql } from "../../src/compare-sql.ts";
import { compareUnions } from "../../src/compare-unions.ts";
import { nothingTraced } from "../../src/core/columns/column-graph.ts";
import { diffProjects } from "../../src/core/diff/diff-projects.ts";
import { renamedIds } from "../../src/core/diff/renamed-ids.ts";
import { projectUse } from "../../src/core/usage/project-use.ts";
import type { UsageLog } from "../../src/core/usage/usage-log.ts";
import { graphs } from "../../src/core/lineage/graph.ts";
import type { Artifacts } from "../../src/core/manifest/artifacts.ts";
import { withSqlColumns } from "../../src/core/sql/sql-columns.ts";
import { nothingCompared } from "../../src/core/sql/sql-comparison.ts";
import { contextFor, type RuleContext } from "../../src/rules/context.ts";
import { SideReader } from "../../src/side-reader.ts";
import { traceColumns } from "../../src/trace-columns.ts";
import { directEngine } from "./direct-engine.ts";

/** What rules see of two sides where no SQL is read. */
export function contextOf(artifacts: Artifacts, log: UsageLog | null = null): RuleContext {
  const changes = diffProjects(artifacts);
  return contextFor(artifacts, changes, {
    sql: nothingCompared,
    columns: nothingTraced,
    positional: [],
    graphs: graphs(artifacts.base.project, artifacts.head.project),
    use: projectUse(log, artifacts.base.project, renamedIds(changes)),
  });
}

/** What rules see of two sides, with the SQL compared and columns traced in this thread. */
export async function sqlContextOf(artifacts: Artifacts, log: UsageLog | null = null): Promise<RuleContext> {
  const differing = diffProjects(artifacts);
  const lineage = graphs(artifacts.base.project, artifacts.head.project);
  const reader = new SideReader(artifacts, differing, directEngine);
  const sql = await compareSql(differing, reader);
  const changes = withSqlColumns(differing, sql, artifacts);
  const columns = await traceColumns({ artifacts, changes, sql, graphs: lineage }, reader);
  const unions = await compareUnions({ artifacts, changes, sql, graphs: lineage }, reader);
  const use = projectUse(log, artifacts.base.project, renamedIds(changes));
  const found = { sql, columns, positional: unions.shifted, graphs: lineage, use };
  return contextFor(artifacts, changes, found);
}
