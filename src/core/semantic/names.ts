import type { Exposure, Project } from "../manifest/project.ts";
import type { Measure, Metric, SavedQuery, SemanticModel } from "../manifest/semantic.ts";

/** A measure and the semantic model that it stands in. */
interface MeasureSite {
  readonly measure: Measure;
  readonly semanticModel: SemanticModel;
}

/** The semantic layer of one project: its objects, and what each name means (names are unique project-wide in MetricFlow). */
export interface SemanticNames {
  readonly metrics: readonly Metric[];
  readonly semanticModels: readonly SemanticModel[];
  readonly savedQueries: readonly SavedQuery[];
  readonly exposures: readonly Exposure[];
  readonly metric: (name: string) => Metric | undefined;
  readonly measure: (name: string) => MeasureSite | undefined;
  readonly semanticModel: (name: string) => SemanticModel | undefined;
}

const known = new WeakMap<Project, SemanticNames>();

/** The names of a project; found once per project. */
export function semanticNames(project: Project): SemanticNames {
  const before = known.get(project);
  if (before !== undefined) return before;
  const names = findNames(project);
  known.set(project, names);
  return names;
}

function findNames(project: Project): SemanticNames {
  const metrics: Metric[] = [];
  const semanticModels: SemanticModel[] = [];
  const savedQueries: SavedQuery[] = [];
  const exposures: Exposure[] = [];
  for (const node of Object.values(project.nodes)) {
    if (node.resourceType === "metric") metrics.push(node);
    else if (node.resourceType === "semantic_model") semanticModels.push(node);
    else if (node.resourceType === "saved_query") savedQueries.push(node);
    else if (node.resourceType === "exposure") exposures.push(node);
  }
  const byMetric = byName(metrics);
  const byModel = byName(semanticModels);
  const byMeasure = measuresOf(semanticModels);
  return {
    metrics,
    semanticModels,
    savedQueries,
    exposures,
    metric: (name) => byMetric.get(name),
    measure: (name) => byMeasure.get(name),
    semanticModel: (name) => byModel.get(name),
  };
}

function byName<T extends { readonly name: string }>(nodes: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const node of nodes) if (!map.has(node.name)) map.set(node.name, node);
  return map;
}

function measuresOf(semanticModels: readonly SemanticModel[]): ReadonlyMap<string, MeasureSite> {
  const map = new Map<string, MeasureSite>();
  for (const semanticModel of semanticModels) {
    for (const measure of semanticModel.measures) {
      if (!map.has(measure.name)) map.set(measure.name, { measure, semanticModel });
    }
  }
  return map;
}
