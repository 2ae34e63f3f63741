import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { SemanticModel } from "../manifest/semantic.ts";
import { objectAt, textOf } from "./metric-inputs.ts";
import { semanticNames } from "./names.ts";
import type { Reference } from "./references.ts";
import { referencesIn, type Use } from "./uses.ts";

/** A dimension or an entity that a semantic model no longer has. */
export interface GoneElement {
  readonly kind: "dimension" | "entity";
  readonly name: string;
}

/** The dimensions and entities of a semantic model of base that its successor lacks (all of them when there is none). */
export function goneElements(base: SemanticModel, head: SemanticModel | undefined): readonly GoneElement[] {
  const dimensions = new Set(head?.dimensions.map((dimension) => dimension.name));
  const entities = new Set(head === undefined ? [] : entityNames(head));
  return [
    ...base.dimensions
      .filter(({ name }) => !dimensions.has(name))
      .map(({ name }) => ({ kind: "dimension" as const, name })),
    ...entityNames(base)
      .filter((name) => !entities.has(name))
      .map((name) => ({ kind: "entity" as const, name })),
  ];
}

/** A semantic model of base, and its successor in head if there is one. */
interface Models {
  readonly base: SemanticModel;
  readonly head: SemanticModel | undefined;
}

/** What in head still names an element that is gone, and finds it nowhere else. */
export function usesOfGone(gone: GoneElement, models: Models, head: Project): readonly Use[] {
  const uses: Use[] = referencesIn(head).filter(
    ({ reference }) => meansElement(reference, gone, models) && !isFound(reference, head),
  );
  if (gone.kind === "dimension" && models.head !== undefined) {
    uses.push(...timeUses(gone.name, models.head, head));
  }
  return uses;
}

/** Whether the name leads to this element through one of the entities of its semantic model. */
function meansElement(reference: Reference, gone: GoneElement, { base, head }: Models): boolean {
  const name = gone.name.toLowerCase();
  const link = reference.links.at(-1);
  if (gone.kind === "entity") {
    const isBare = reference.kind === "entity" || reference.kind === "name";
    if (isBare) return reference.name === name;
    // A dimension that went as well is told as such.
    return link === name && head !== undefined && has(head, "dimension", reference.name);
  }
  if (reference.kind !== "dimension" || reference.name !== name) return false;
  return link !== undefined && has(base, "entity", link);
}

function isFound(reference: Reference, head: Project): boolean {
  if (reference.kind === "name" && semanticNames(head).metric(reference.text) !== undefined) return true;
  return sitesOf(reference, head).length > 0;
}

/** The semantic models of a project that have the dimension or entity which a reference names. */
export function sitesOf(reference: Reference, project: Project): readonly SemanticModel[] {
  const link = reference.links.at(-1);
  return semanticNames(project).semanticModels.filter((model) => {
    if (link !== undefined && !has(model, "entity", link)) return false;
    const isEntity = has(model, "entity", reference.name);
    return reference.kind === "dimension" ? isEntity || has(model, "dimension", reference.name) : isEntity;
  });
}

/** Where the semantic model itself, its measures or the metrics on it still aggregate over a time dimension. */
function timeUses(name: string, model: SemanticModel, head: Project): readonly Use[] {
  const uses: Use[] = [];
  const add = (user: UniqueId, where: string) => uses.push({ user, where, text: name });
  if (model.defaults["agg_time_dimension"] === name) add(model.uniqueId, "defaults.agg_time_dimension");
  for (const measure of model.measures) {
    if (measure.aggTimeDimension === name) add(model.uniqueId, `${measure.name}.agg_time_dimension`);
    const { nonAdditiveDimension } = measure;
    if (nonAdditiveDimension["name"] === name) add(model.uniqueId, `${measure.name}.non_additive_dimension`);
  }
  for (const metric of semanticNames(head).metrics) {
    const params = objectAt(metric.typeParams, "metric_aggregation_params");
    if (textOf(params["semantic_model"]) !== model.name) continue;
    if (params["agg_time_dimension"] === name) add(metric.uniqueId, "agg_time_dimension");
    const nonAdditive = objectAt(params, "non_additive_dimension");
    if (nonAdditive["name"] === name) add(metric.uniqueId, "non_additive_dimension");
  }
  return uses;
}

function entityNames(model: SemanticModel): readonly string[] {
  const names = model.entities.map((entity) => entity.name);
  return model.primaryEntity === null || names.includes(model.primaryEntity)
    ? names
    : [...names, model.primaryEntity];
}

function has(model: SemanticModel, kind: GoneElement["kind"], name: string): boolean {
  const names = kind === "entity" ? entityNames(model) : model.dimensions.map((dimension) => dimension.name);
  return names.some((each) => each.toLowerCase() === name);
}
