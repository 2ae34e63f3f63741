import type { UniqueId } from "../../manifest/node.ts";
import type { Taint } from "../host.ts";
import { parseTemplate, type ParsedTemplate } from "../parse-template.ts";
import { renderTemplate, type Rendered } from "../render-template.ts";
import { markerFor } from "./call.ts";
import { DbtNames } from "./dbt-names.ts";
import { mendRelations } from "./mend-relations.ts";
import { relationOf, writeRelation } from "./relation-shape.ts";
import { startRendering, type RenderJob, type RenderState, type Side } from "./render-state.ts";

/** What came of rendering the text of an object. Plain. */
export type Rendering = RenderedSql | NotRendered;

export interface RenderedSql {
  readonly state: "rendered";
  readonly sql: string;
  /** What the text depends on and nobody knows without a warehouse or settings, each once: `var('start')`, `run_query`. */
  readonly unknowns: readonly string[];
  /** Defaults that were taken although the project may say otherwise. */
  readonly assumed: readonly string[];
  /** Objects whose columns were asked for, and not given. */
  readonly asked: readonly UniqueId[];
  /** Whether the text depends on `is_incremental()`. */
  readonly asksIncremental: boolean;
}

export interface NotRendered {
  readonly state: "not-rendered";
  readonly why: string;
  /** Of the object's own text. */
  readonly line: number | null;
  readonly asked: readonly UniqueId[];
}

/**
 * The SQL of an object as dbt would compile it, as far as that can be known without a warehouse. Where nothing comes of
 * it with a warehouse that answers nothing, it is rendered as dbt parses it: `execute` is false. Never throws for what
 * stands in the text; a pattern of `modules.re` may take forever.
 */
export function renderModel(side: Side, job: RenderJob): Rendering {
  const template = parseTemplate(job.source);
  if (!template.parsed) return { state: "not-rendered", why: template.why, line: template.line, asked: [] };
  const first = renderOnce(template, startRendering(side, job, true));
  if (first.state === "rendered" || first.asked.length > 0) return first;
  const second = renderOnce(template, startRendering(side, job, false));
  if (second.state !== "rendered") return first;
  return { ...second, unknowns: distinct([...second.unknowns, AS_PARSED]) };
}

/** What a rendering without `execute` depends on. */
const AS_PARSED = "execute";

type Parsed = Extract<ParsedTemplate, { readonly parsed: true }>;

function renderOnce({ template }: Parsed, state: RenderState): Rendering {
  const rendered = renderTemplate(template, new DbtNames(state));
  const asked = [...state.asked];
  if (!rendered.rendered) return { state: "not-rendered", ...reasonOf(rendered), asked };
  const { sql, taints } = mend(rendered.text, rendered.taints, state);
  return {
    state: "rendered",
    sql,
    unknowns: distinct(taints.map(({ reason }) => reason)),
    assumed: [...state.assumed],
    asked,
    asksIncremental: state.asksIncremental,
  };
}

function reasonOf({ why, line, macro }: Extract<Rendered, { readonly rendered: false }>) {
  const where = macro === null ? "" : ` (macro ${macro.name}, line ${macro.line})`;
  return { why: `${why}${where}`, line };
}

function mend(text: string, taints: readonly Taint[], state: RenderState) {
  const unnamed = state.job.parents.filter(({ uniqueId }) => !state.named.has(uniqueId));
  let [sql, left] = [text, taints];
  for (const { marker, node } of mendRelations(text, unnamed)) {
    const written = writeRelation(relationOf(node, state.traits), state.traits);
    sql = sql.replaceAll(marker, () => written);
    left = left.filter(({ reason, use }) => use !== "printed" || markerFor(reason) !== marker);
  }
  return { sql, taints: left };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
