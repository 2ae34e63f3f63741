import type { HostObject, Value } from "../values.ts";
import { hostCall, method, unknown, unknownAmong, type Call } from "./call.ts";
import { findRef, findSource } from "./find-parent.ts";
import { relationOf } from "./relation-shape.ts";
import { relationValue } from "./relation-value.ts";
import type { RenderNode } from "./render-project.ts";
import type { RenderState } from "./render-state.ts";
import { sourceLocation } from "./source-location.ts";

/** `ref`, `source` and `this`. */
export function relationNames(state: RenderState): Readonly<Record<string, () => Value>> {
  return {
    ref: () => refValue(state),
    source: () => method("source", (call) => source(state, call)),
    this: () => relationValue(relationOf(state.job.node, state.traits), state),
  };
}

/** Packages look at the configuration of the run through `ref.config`, which is nobody's to know. */
function refValue(state: RenderState): HostObject {
  return {
    type: "host",
    className: "RuntimeRefResolver",
    text: () => "ref",
    call: hostCall((call) => ref(state, call)),
    attribute: (name) => (name === "config" ? unknown("ref.config") : undefined),
  };
}

function ref(state: RenderState, { args, kwargs, site }: Call): Value {
  const lost = unknownAmong(args);
  if (lost !== undefined) return lost;
  const [first, second] = args.map((arg) => site.text(arg));
  const [packageName, name] = second === undefined ? [null, first ?? ""] : [first ?? "", second];
  const version = kwargs.get("version") ?? kwargs.get("v") ?? null;
  const wanted = { packageName, name, version: version === null ? null : site.text(version) };
  const node = findRef(state.job.parents, wanted);
  return node === null ? lostRelation(state, `ref('${name}')`) : namedRelation(state, node);
}

function source(state: RenderState, { args, text }: Call): Value {
  const lost = unknownAmong(args);
  if (lost !== undefined) return lost;
  const [name, table] = [text(0, "source_name") ?? "", text(1, "table_name") ?? ""];
  const node = findSource(state.job.parents, name, table);
  return node === null ? lostRelation(state, `source('${name}', '${table}')`) : namedRelation(state, node);
}

function lostRelation(state: RenderState, written: string): Value {
  state.lost.add(written);
  return unknown(written);
}

/** The relation of an object that the template names. */
export function namedRelation(state: RenderState, node: RenderNode): Value {
  state.named.add(node.uniqueId);
  const known = state.relations.get(node);
  if (known !== undefined) return known;
  const shape = relationOf(node, state.traits);
  const value = relationValue({ ...shape, literal: sourceLocation(node, state) ?? shape.literal }, state);
  state.relations.set(node, value);
  return value;
}
