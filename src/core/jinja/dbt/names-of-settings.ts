import { isObject, type Json } from "../../json.ts";
import type { HostObject, Value } from "../values.ts";
import { hostCall, method, unknown, type Call } from "./call.ts";
import { valueOfJson } from "../json-value.ts";
import { findNamed } from "./find-parent.ts";
import { namedRelation } from "./names-of-relations.ts";
import type { RenderState } from "./render-state.ts";

/** `config`, `var`, `env_var` and `target`: what stands in settings and not in the template. */
export function settingNames(
  state: RenderState,
  render: (text: string) => Value,
): Readonly<Record<string, () => Value>> {
  return {
    config: () => configValue(state),
    var: () => varValue(state, render),
    env_var: () => method("env_var", (call) => envVar(state, call)),
    target: () => targetValue(state),
  };
}

/** `config(…)` prints nothing; the manifest already says what came of it. */
function configValue(state: RenderState): HostObject {
  const { job } = state;
  const get = ({ at, text }: Call): Value => {
    const value = job.node.config[text(0, "name") ?? ""];
    return value === undefined ? (at(1, "default") ?? null) : valueOfJson(value);
  };
  const methods: Readonly<Record<string, (call: Call) => Value>> = {
    get,
    require: (call) => {
      const value = get(call);
      return value ?? call.site.refuse(`The configuration lacks ${call.text(0, "name") ?? ""}.`);
    },
    meta_get: ({ at, text }) =>
      valueOfJson(job.node.meta[text(0, "name") ?? ""] ?? null) ?? at(1, "default") ?? null,
    set: () => "",
    persist_relation_docs: () => persists(job.node.config["persist_docs"], "relation"),
    persist_column_docs: () => persists(job.node.config["persist_docs"], "columns"),
  };
  return {
    type: "host",
    className: "RuntimeConfigObject",
    text: () => "",
    call: hostCall(({ at, site }) => {
      // What is in the manifest is enabled: a template that says otherwise was told wrong.
      if (!site.truth(at(1, "enabled") ?? true)) state.disabledBy = [...state.taken.keys()];
      return "";
    }),
    attribute: (name) => {
      const body = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return body === undefined ? undefined : method(name, body);
    },
  };
}

function persists(docs: Json | undefined, what: string): boolean {
  return isObject(docs) && docs[what] === true;
}

function varValue(state: RenderState, render: (text: string) => Value): HostObject {
  const find = (name: string): Value | undefined => {
    const value = settingOf(state, name);
    if (value === undefined) return undefined;
    return typeof value === "string" && value.includes("{") ? render(value) : valueOfJson(value);
  };
  const read = ({ at, text }: Call): Value => {
    const name = text(0, "name") ?? "";
    const value = find(name);
    if (value !== undefined) return value;
    return switched(state, name, at(1, "default"));
  };
  return {
    type: "host",
    className: "Var",
    text: () => "",
    call: hostCall(read),
    attribute: (name) =>
      name === "has_var" ? method(name, ({ text }) => find(text(0, "name") ?? "") !== undefined) : undefined,
  };
}

/** A variable that nobody set: its default, unless it must be the other way. One without a default counts as off. */
function switched(state: RenderState, name: string, fallback: Value | undefined): Value {
  const chosen = state.switches.get(name);
  const isSwitch = fallback === undefined || typeof fallback === "boolean";
  if (isSwitch) noteTaken(state, name, chosen ?? fallback === true);
  if (fallback === undefined) return chosen ?? namedBy(state, name) ?? unknown(`var('${name}')`);
  state.assumed.add(`var('${name}')`);
  return isSwitch ? (chosen ?? fallback) : fallback;
}

function noteTaken(state: RenderState, name: string, isOn: boolean): void {
  state.taken.set(name, isOn);
  if (state.disabledBy?.includes(name) === true) state.isContrary = true;
}

/** Packages let variables say what their models read: `var('customer')` is the one object of that name that dbt lists. */
function namedBy(state: RenderState, name: string): Value | undefined {
  const node = findNamed(state.job.parents, name);
  return node === null ? undefined : namedRelation(state, node);
}

/** What the project says of a package goes before what it says of all, and that before the package's own defaults. */
function settingOf({ project, job }: RenderState, name: string): Json | undefined {
  const { packageName } = job.node;
  const { vars, packageVars } = project.settings;
  const places = [vars[packageName], vars, packageVars[packageName]?.[packageName], packageVars[packageName]];
  for (const place of places) if (isObject(place) && Object.hasOwn(place, name)) return place[name];
  return undefined;
}

/** The environment of whoever renders is none of a template's business. */
function envVar(state: RenderState, { at, text }: Call): Value {
  const name = text(0, "name") ?? "";
  const fallback = at(1, "default");
  if (fallback === undefined) return unknown(`env_var('${name}')`);
  state.assumed.add(`env_var('${name}')`);
  return fallback;
}

/** The profile's target: its type is known, where it writes is inferred, and what else it holds is unknown. */
function targetValue({ project, job }: RenderState): HostObject {
  const database = project.target.database ?? job.node.relation.database;
  const known = new Map<string, Value>([
    ["type", project.adapterType],
    ["schema", project.target.schema ?? job.node.relation.schema],
    ...["database", "dbname", "project", "catalog"].map((name) => [name, database] as const),
    ["dataset", project.target.schema ?? null],
  ]);
  const read = (name: string): Value => known.get(name) ?? unknown(`target.${name}`);
  return {
    type: "host",
    className: "Target",
    mapping: true,
    text: () => "",
    iterate: () => [...known.keys()],
    item: (key) => (typeof key === "string" ? read(key) : undefined),
    attribute: (name) =>
      name === "get" ? method(name, ({ text }) => read(text(0, "key") ?? "")) : read(name),
  };
}
