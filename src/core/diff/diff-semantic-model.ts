import type { SemanticModel } from "../manifest/semantic.ts";
import { settledText } from "../semantic/aggregation.ts";
import { normalCall } from "../semantic/normal-text.ts";
import type { Edit } from "./change.ts";
import { compareText, compareTexts, type Texts } from "./edits.ts";
import { diffElements } from "./diff-semantic-elements.ts";

/** Compares two semantic models: what they describe, their defaults, entities, dimensions and measures. */
export function diffSemanticModel(base: SemanticModel, head: SemanticModel): readonly Edit[] {
  return [
    ...compareText({ part: "definition", aspect: "model" }, normalCall(base.model), normalCall(head.model)),
    ...compareText(
      { part: "definition", aspect: "primary_entity" },
      primaryEntityOf(base),
      primaryEntityOf(head),
    ),
    ...compareTexts("definition", defaultsOf(base), defaultsOf(head)),
    ...diffElements(base, head),
  ];
}

/** The primary entity by `primary_entity` or by the entity of that type; null when there is none. */
function primaryEntityOf(semanticModel: SemanticModel): string | null {
  const typed = semanticModel.entities.find((entity) => entity.type.toLowerCase() === "primary");
  return semanticModel.primaryEntity ?? typed?.name ?? null;
}

function defaultsOf({ defaults }: SemanticModel): Texts {
  const texts: Record<string, string | null> = {};
  for (const [key, value] of Object.entries(defaults)) texts[`defaults.${key}`] = settledText(value);
  return texts;
}
