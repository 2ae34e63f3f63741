import type { Taint } from "../host.ts";
import { parseTemplate, type ParsedTemplate } from "../parse-template.ts";
import { renderTemplate, type Rendered } from "../render-template.ts";
import { markerFor } from "./call.ts";
import { DbtNames } from "./dbt-names.ts";
import { mendRelations } from "./mend-relations.ts";
import { relationOf, writeRelation } from "./relation-shape.ts";
import { findSwitches, type Attempt } from "./find-switches.ts";
import {
  startRendering,
  type RenderJob,
  type RenderState,
  type Side,
  type Switches,
} from "./render-state.ts";
import { NOTHING_ASKED, type RenderedSql, type Rendering } from "./rendering.ts";

/**
 * The SQL of an object as dbt would compile it, as far as that can be known without a warehouse. Where nothing comes of
 * it with a warehouse that answers nothing, it is rendered as dbt parses it: `execute` is false. Never throws for what
 * stands in the text; a pattern of `modules.re` may take forever.
 */
export function renderModel(side: Side, job: RenderJob): Rendering {
  const template = parseTemplate(job.source);
  if (!template.parsed)
    return { state: "not-rendered", why: template.why, line: template.line, ...NOTHING_ASKED };
  const known = Object.entries(job.switches);
  const attempt = (execute: boolean, turned: Switches = new Map()): Attempt =>
    renderOnce(
      template,
      startRendering(side, job, { execute, switches: new Map([...known, ...turned]) }),
      turned,
    );
  const first = attempt(true);
  if (first.rendering.state === "rendered") {
    return findSwitches(first, (turned) => attempt(true, turned)).rendering;
  }
  if (first.rendering.asked.length > 0) return first.rendering;
  const second = attempt(false).rendering;
  if (second.state !== "rendered") return first.rendering;
  const { queries, asksGraph } = first.rendering;
  return { ...second, queries, asksGraph, unknowns: distinct([...second.unknowns, AS_PARSED]) };
}

/** What a rendering without `execute` depends on. */
const AS_PARSED = "execute";

type Parsed = Extract<ParsedTemplate, { readonly parsed: true }>;

function renderOnce({ template }: Parsed, state: RenderState, turned: Switches): Attempt {
  const rendered = renderTemplate(template, new DbtNames(state));
  const asked = [...state.asked];
  const queries = state.queries.list();
  const { taken, disabledBy, isContrary, asksGraph } = state;
  if (!rendered.rendered) {
    const rendering = { state: "not-rendered", ...reasonOf(rendered), asked, queries, asksGraph } as const;
    return { rendering, suspects: new Map(), contradictions: Number.POSITIVE_INFINITY };
  }
  const { sql, taints, unread } = mend(rendered.text, rendered.taints, state);
  const doubts = unread.map(({ name }) => `what reads ${name}`);
  const rendering: RenderedSql = {
    state: "rendered",
    sql,
    unknowns: distinct([...taints.map(({ reason }) => reason), ...doubts]),
    assumed: [...state.assumed],
    taken: [...taken.keys()],
    turned: Object.fromEntries([...turned, ...shownBy(state)]),
    named: [...state.named],
    unread: unread.map(({ uniqueId }) => uniqueId),
    asked,
    queries,
    asksGraph,
    hasAnyRow: state.hasAnyRow,
    asksIncremental: state.asksIncremental,
  };
  const missed = unread.length + state.lost.size;
  const isSuspect = (name: string): boolean => missed > 0 || disabledBy?.includes(name) === true;
  return {
    rendering,
    suspects: new Map([...taken].filter(([name]) => isSuspect(name))),
    contradictions: missed + (isContrary ? 1 : 0),
  };
}

/** A text that one variable alone disables, and which is enabled, shows how that stands. */
function shownBy({ disabledBy, taken }: RenderState): readonly (readonly [string, boolean])[] {
  const [name, ...others] = disabledBy ?? [];
  return name === undefined || others.length > 0 ? [] : [[name, taken.get(name) !== true]];
}

function reasonOf({ why, line, macro }: Extract<Rendered, { readonly rendered: false }>) {
  const where = macro === null ? "" : ` (macro ${macro.name}, line ${macro.line})`;
  return { why: `${why}${where}`, line };
}

function mend(text: string, taints: readonly Taint[], state: RenderState) {
  const { parents, readElsewhere } = state.job;
  const unnamed = parents.filter(
    ({ uniqueId }) => !state.named.has(uniqueId) && !readElsewhere.includes(uniqueId),
  );
  const mended = mendRelations(text, unnamed);
  let [sql, left] = [text, taints];
  for (const { marker, node } of mended) {
    const written = writeRelation(relationOf(node, state.traits), state.traits);
    sql = sql.replaceAll(marker, () => written);
    left = left.filter(({ reason, use }) => use !== "printed" || markerFor(reason) !== marker);
  }
  const unread = unnamed.filter((node) => !mended.some((each) => each.node === node));
  return { sql, taints: left, unread };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
