import type { Json } from "../../json.ts";
import type { Value } from "../values.ts";
import { valueOfJson } from "../json-value.ts";
import { dictOf } from "./dict-of.ts";
import { relationOf, writeRelation } from "./relation-shape.ts";
import { relationValue } from "./relation-value.ts";
import type { RenderState, TestCall } from "./render-state.ts";

/** What dbt hands the macro of a generic test (dbt-core: context/providers.py, generate_test_context). */
export function testNames(
  state: RenderState,
  render: (text: string) => Value,
): Readonly<Record<string, () => Value>> {
  const { test } = state.job;
  if (test === null) return {};
  return { _dbt_generic_test_kwargs: () => kwargsOf(test, state, render) };
}

/** What dbt takes for a call where it stands without braces (dbt-core: parser/generic_test_builders.py). */
const CALL = /^\s*(?:env_var|ref|var|source|doc)\s*\([^]+\)\s*$/u;

function kwargsOf(test: TestCall, state: RenderState, render: (text: string) => Value): Value {
  const valueIn = (key: string, json: Json): Value => {
    if (typeof json !== "string" || key === "column_name") return valueOfJson(json);
    if (CALL.test(json)) return render(`{{ ${json} }}`);
    return json.includes("{{") ? render(json) : json;
  };
  const own = Object.entries(test.arguments).map(([key, json]) => [key, valueIn(key, json)] as const);
  return dictOf([["model", modelOf(test, state)], ...own]);
}

/** The tested relation, or the part of it that `where` leaves (dbt-adapters: get_where_subquery). */
function modelOf({ model, where }: TestCall, state: RenderState): Value {
  const node = state.job.parents.find(({ uniqueId }) => uniqueId === model);
  if (node === undefined) return null;
  state.named.add(node.uniqueId);
  const shape = relationOf(node, state.traits);
  if (where === null) return relationValue(shape, state);
  return `(select * from ${writeRelation(shape, state.traits)} where ${where}) dbt_subquery`;
}
