import type { JsonObject } from "../../json.ts";
import type { Dict } from "../dict.ts";
import { valueOfJson } from "../json-value.ts";
import type { Value } from "../values.ts";
import { unknown } from "./call.ts";
import { dictOf } from "./dict-of.ts";
import { GRAPH_SECTIONS, type RenderGraph } from "./render-graph.ts";
import type { RenderState } from "./render-state.ts";

/** dbt's `graph`. Whoever asks for it before the project's is at hand is given something unknown, and is asked again. */
export function graphValue(state: RenderState): Dict {
  const { graph } = state.project;
  state.asksGraph = true;
  if (graph === null) return dictOf(GRAPH_SECTIONS.map((section) => [section, unknown("graph")] as const));
  return dictOf(GRAPH_SECTIONS.map((section) => [section, sectionValue(graph[section])] as const));
}

function sectionValue(section: RenderGraph[keyof RenderGraph]): Value {
  return dictOf(Object.entries(section).map(([id, node]) => [id, nodeValue(node)] as const));
}

/** What a manifest holds of a node and the graph here does not. */
const LEFT_OUT = [
  "raw_code",
  "raw_sql",
  "compiled_code",
  "checksum",
  "created_at",
  "patch_path",
  "refs",
  "sources",
];

const NOT_KEPT = LEFT_OUT.map((key) => [key, unknown(`${key} of graph`)] as const);

function nodeValue(node: JsonObject): Value {
  return dictOf([
    ...Object.entries(node).map(([key, value]) => [key, valueOfJson(value)] as const),
    ...NOT_KEPT,
  ]);
}
