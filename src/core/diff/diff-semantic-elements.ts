import { canonical } from "../json.ts";
import type { Dimension, Entity, Measure, SemanticModel } from "../manifest/semantic.ts";
import { aggregationOfMeasure, compareAggregations, settledText } from "../semantic/aggregation.ts";
import { normalText } from "../semantic/normal-text.ts";
import type { Edit } from "./change.ts";
import { compareText, compareTexts } from "./edits.ts";

type Element = Entity | Dimension | Measure;
type Differ<T extends Element> = (part: string, base: T, head: T) => readonly Edit[];

/** Edits of the entities, dimensions and measures; order does not count, a missing `expr` is the element's name. */
export function diffElements(base: SemanticModel, head: SemanticModel): readonly Edit[] {
  return [
    ...diffList("entities", [base.entities, head.entities], diffEntity),
    ...diffList("dimensions", [base.dimensions, head.dimensions], diffDimension),
    ...diffList("measures", [base.measures, head.measures], (part, before, after) =>
      diffMeasure(part, [before, base], [after, head]),
    ),
  ];
}

function diffList<T extends Element>(
  part: string,
  [base, head]: readonly [readonly T[], readonly T[]],
  differ: Differ<T>,
): readonly Edit[] {
  const after = new Map(head.map((element) => [element.name, element]));
  const before = new Set(base.map((element) => element.name));
  const kept = base.flatMap((element) => {
    const other = after.get(element.name);
    if (other === undefined) return compareText({ part, aspect: element.name }, shown(element), null);
    return [...differ(part, element, other), ...diffWords(part, element, other)];
  });
  const added = head.filter((element) => !before.has(element.name));
  return [
    ...kept,
    ...added.flatMap((element) => compareText({ part, aspect: element.name }, null, shown(element))),
  ];
}

function diffEntity(part: string, base: Entity, head: Entity): readonly Edit[] {
  return compareTexts(part, entityTexts(base), entityTexts(head));
}

function entityTexts(entity: Entity) {
  const { name } = entity;
  return {
    [`${name}.type`]: entity.type.toLowerCase(),
    [`${name}.expr`]: normalText(entity.expr ?? name),
    [`${name}.role`]: entity.role,
  };
}

function diffDimension(part: string, base: Dimension, head: Dimension): readonly Edit[] {
  return compareTexts(part, dimensionTexts(base), dimensionTexts(head));
}

function dimensionTexts(dimension: Dimension) {
  const { name } = dimension;
  const texts: Record<string, string | null> = {
    [`${name}.type`]: dimension.type.toLowerCase(),
    [`${name}.expr`]: normalText(dimension.expr ?? name),
    [`${name}.is_partition`]: dimension.isPartition ? "true" : null,
  };
  for (const [key, value] of Object.entries(dimension.typeParams)) {
    texts[`${name}.${key}`] = settledText(value)?.toLowerCase() ?? null;
  }
  return texts;
}

function diffMeasure(
  part: string,
  [base, baseModel]: readonly [Measure, SemanticModel],
  [head, headModel]: readonly [Measure, SemanticModel],
): readonly Edit[] {
  const before = aggregationOfMeasure(base, baseModel);
  const after = aggregationOfMeasure(head, headModel);
  const edits: Edit[] = [];
  for (const difference of compareAggregations(before, { ...after, semanticModel: before.semanticModel })) {
    edits.push({ ...difference, part, aspect: `${head.name}.${difference.aspect}` });
  }
  const aspect = `${head.name}.create_metric`;
  return [...edits, ...compareText({ part, aspect }, flag(base.createMetric), flag(head.createMetric))];
}

/** Description, label and config of an element. */
function diffWords(part: string, base: Element, head: Element): readonly Edit[] {
  const aspect = `${part}.${head.name}`;
  return [
    ...compareText(
      { part: "descriptions", aspect: `${aspect}.description` },
      base.description || null,
      head.description || null,
    ),
    ...compareText({ part: "label", aspect: `${aspect}.label` }, base.label, head.label),
    ...compareText(
      { part: "configs", aspect: `${aspect}.config` },
      settledText(base.config),
      settledText(head.config),
    ),
  ];
}

function flag(value: boolean): string | null {
  return value ? "true" : null;
}

function shown(element: Element): string {
  return settledText({ ...element, description: null, config: null }) ?? canonical(null);
}
