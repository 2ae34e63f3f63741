import type { Project } from "../manifest/project.ts";
import type { Metric, SavedQuery, SemanticModel } from "../manifest/semantic.ts";
import type { Edit } from "./change.ts";

export function diffMetric(
  _base: Metric,
  _head: Metric,
  _projects: { base: Project; head: Project },
): readonly Edit[] {
  return [];
}
export function diffSemanticModel(_base: SemanticModel, _head: SemanticModel): readonly Edit[] {
  return [];
}
export function diffSavedQuery(_base: SavedQuery, _head: SavedQuery): readonly Edit[] {
  return [];
}
