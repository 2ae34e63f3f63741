import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { UsageLog } from "./usage-log.ts";

/** A dashboard that a query log shows. */
export interface LoggedDashboard {
  readonly name: string;
  readonly tool: string | null;
  /** What it reads, by id. */
  readonly reads: readonly UniqueId[];
}

/** Dashboards of a log that no exposure of the project stands for, by name, label or address. */
export function unknownDashboards(log: UsageLog, project: Project): readonly LoggedDashboard[] {
  const found = new Map<
    string,
    { readonly name: string; readonly tool: string | null; readonly reads: UniqueId[] }
  >();
  for (const { uniqueId, column, dashboards } of log.uses) {
    const node = project.nodes[uniqueId];
    // The tables that a metric is computed from stand there too.
    if (column !== null || node === undefined || node.resourceType === "metric") continue;
    for (const { name, tool } of dashboards) {
      const key = `${tool ?? ""}\n${name}`;
      const known = found.get(key) ?? { name, tool, reads: [] };
      known.reads.push(uniqueId);
      found.set(key, known);
    }
  }
  const isKnown = knownNames(project);
  return [...found.values()]
    .filter(({ name }) => !isKnown(name))
    .map((dashboard) => ({ ...dashboard, reads: dashboard.reads.sort() }))
    .sort((left, right) =>
      `${left.tool ?? ""} ${left.name}` < `${right.tool ?? ""} ${right.name}` ? -1 : 1,
    );
}

function knownNames(project: Project): (name: string) => boolean {
  const names = new Set<string>();
  const urls: string[] = [];
  for (const node of Object.values(project.nodes)) {
    if (node.resourceType !== "exposure") continue;
    for (const name of [node.name, node.label ?? ""]) names.add(plain(name));
    if (node.url !== null) urls.push(node.url);
  }
  return (name) => names.has(plain(name)) || urls.some((url) => isIdIn(url, name));
}

/** `Weekly revenue` and `weekly_revenue` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "_");
}

/** Whether an address ends in the number or id that a tool gives its dashboard: `dashboard 12` in `/dashboard/12`. */
function isIdIn(url: string, name: string): boolean {
  const id = name.split(" ").at(-1) ?? "";
  return id.length > 0 && url.split(/[/?#=&-]/u).includes(id);
}
