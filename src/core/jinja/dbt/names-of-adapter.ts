import { listOf, type HostObject, type Value } from "../values.ts";
import { method, unknown, unknownAmong, type Call } from "./call.ts";
import { columnClass, columnOf, columnValue } from "./column-value.ts";
import { dictOf } from "./dict-of.ts";
import { newRelation, relationOf, type PathPart } from "./relation-shape.ts";
import { relationValue, shapeOf } from "./relation-value.ts";
import type { RenderState } from "./render-state.ts";

/** Finds the macro that `adapter.dispatch` means. */
export type Dispatch = (name: string, namespaces: readonly (string | null)[]) => Value | null;

/** `adapter` and `api`. */
export function adapterNames(state: RenderState, dispatch: Dispatch): Readonly<Record<string, () => Value>> {
  return { adapter: () => adapterValue(state, dispatch), api: () => apiValue(state) };
}

/** What the adapter answers without a warehouse. What is not listed gives something unknown. */
function adapterValue(state: RenderState, dispatch: Dispatch): HostObject {
  const methods: Readonly<Record<string, (call: Call) => Value>> = {
    ...ANSWERS,
    dispatch: (call) => dispatched(call, dispatch),
    type: () => state.project.adapterType,
    quote: ({ text }) => quoted(state, text(0, "identifier") ?? ""),
    quote_as_configured: ({ text }) =>
      state.traits.isQuoted ? quoted(state, text(0, "identifier") ?? "") : text(0, "identifier"),
    get_relation: (call) => getRelation(state, call),
    get_columns_in_relation: (call) => columnsIn(state, call),
    get_missing_columns: (call) => missingColumns(state, call),
  };
  return {
    type: "host",
    className: "Adapter",
    text: () => "",
    attribute: (name) => {
      if (name === "behavior") return NO_FLAGS;
      if (name === "Relation") return relationClass(state);
      const body = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return method(name, body ?? (() => unknown(`adapter.${name}`)));
    },
  };
}

/** What changes the warehouse, or asks whether it must, does nothing. */
const ANSWERS: Readonly<Record<string, (call: Call) => Value>> = {
  check_schema_exists: () => true,
  commit: () => null,
  create_schema: () => null,
  drop_relation: () => null,
  drop_schema: () => null,
  expand_target_column_types: () => null,
  list_relations_without_caching: () => listOf([]),
  list_schemas: () => listOf([]),
  rename_relation: () => null,
  truncate_relation: () => null,
  verify_database: () => "",
};

/** Behavior flags are off where nobody sets them. */
const NO_FLAGS: HostObject = { type: "host", className: "Behavior", text: () => "", attribute: () => false };

/** `packages` is what dbt before 0.20 called the namespace. */
function dispatched({ at, site, text }: Call, dispatch: Dispatch): Value {
  const name = text(0, "macro_name") ?? "";
  const namespace = at(1, "macro_namespace") ?? at(2, "packages") ?? null;
  const places =
    namespace === null
      ? [null]
      : typeof namespace === "string"
        ? [namespace]
        : site.iterate(namespace).map((place) => site.text(place));
  return dispatch(name, places) ?? site.refuse(`No macro is found for adapter.dispatch('${name}').`);
}

function quoted({ traits }: RenderState, name: string): string {
  return `${traits.quotes[0]}${name}${traits.quotes[1]}`;
}

/** A relation of that name, taken to be there where the object reads it: dbt would ask the warehouse. */
function getRelation(state: RenderState, call: Call): Value {
  const { args, kwargs, site, text } = call;
  const lost = unknownAmong([...args, ...kwargs.values()]);
  if (lost !== undefined) return lost;
  const [schema, identifier] = [text(1, "schema"), text(2, "identifier")];
  const isWanted = (path: Readonly<Record<PathPart, string | null>>): boolean =>
    sameName(path.identifier, identifier) && (schema === null || sameName(path.schema, schema));
  const shapes = [...state.job.parents, state.job.node].map((node) => relationOf(node, state.traits));
  // What the settings call otherwise is still the one object that is read from that schema.
  const near = shapes.filter(
    ({ id, path }) => id !== state.job.node.uniqueId && sameName(path.schema, schema),
  );
  const found = shapes.find(({ path }) => isWanted(path)) ?? (near.length === 1 ? near[0] : undefined);
  site.taint(`whether ${identifier ?? "a relation"} exists`, "tested");
  if (found === undefined) return null;
  if (found.id !== null) state.named.add(found.id);
  return relationValue(found, state);
}

function sameName(left: string | null, right: string | null): boolean {
  return left?.toLowerCase() === right?.toLowerCase();
}

/** The columns of a relation; an empty list, and said so, where nobody knows them. */
function columnsIn(state: RenderState, { at, site, text }: Call): Value {
  const shape = shapeOf(at(0, "relation"));
  const id = state.job.parents.find(({ uniqueId }) => uniqueId === shape?.id)?.uniqueId;
  const known = id === undefined ? null : state.job.columns[id];
  if (known === undefined && id !== undefined) state.asked.add(id);
  const { columns, isGuessed } = known ?? { columns: [], isGuessed: true };
  if (isGuessed) {
    site.taint(`columns of ${shape?.path.identifier ?? text(0, "relation") ?? "a relation"}`, "iterated");
  }
  return listOf(columns.map((column) => columnValue(column, state)));
}

function missingColumns(state: RenderState, call: Call): Value {
  const { at, site } = call;
  const listed = [at(0, "from_relation"), at(1, "to_relation")].map((relation) => {
    const columns = columnsIn(state, {
      ...call,
      at: (index, name) => (index === 0 ? relation : at(index, name)),
    });
    return site.iterate(columns).flatMap((column) => columnOf(column) ?? []);
  });
  const there = new Set(listed[1]?.map(({ name }) => name.toLowerCase()));
  const missing = (listed[0] ?? []).filter(({ name }) => !there.has(name.toLowerCase()));
  return listOf(missing.map((column) => columnValue(column, state)));
}

function apiValue(state: RenderState): Value {
  return dictOf([
    ["Relation", relationClass(state)],
    ["Column", columnClass(state)],
  ]);
}

/** `api.Relation`: a class that makes relations. */
function relationClass(state: RenderState): HostObject {
  const create = ({ kwargs, site }: Call): Value => {
    const part = (name: PathPart): string | null => {
      const value = kwargs.get(name);
      return value === undefined || value === null ? null : site.text(value);
    };
    const path = { database: part("database"), schema: part("schema"), identifier: part("identifier") };
    const type = kwargs.get("type");
    const shape = newRelation(path, state.traits);
    return relationValue({ ...shape, type: typeof type === "string" ? type : null }, state);
  };
  return {
    type: "host",
    className: "Relation",
    text: () => "Relation",
    attribute: (name) => {
      if (name === "create") return method(name, create);
      if (name === "scd_args") return method(name, ({ args }) => listOf([...args]));
      return RELATION_TYPES.has(name.toLowerCase()) ? name.toLowerCase() : undefined;
    },
  };
}

const RELATION_TYPES: ReadonlySet<string> = new Set([
  "table",
  "view",
  "cte",
  "external",
  "materializedview",
  "ephemeral",
]);
