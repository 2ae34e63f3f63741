import type { HostObject, Value } from "../values.ts";
import { method, type Call } from "./call.ts";
import { dictOf } from "./dict-of.ts";
import { mapParts, PATH_PARTS, writeRelation, type PathPart, type RelationShape } from "./relation-shape.ts";
import type { Side } from "./render-state.ts";

const shapes = new WeakMap<object, RelationShape>();

/** The relation behind a value of a template; null where it is none. */
export function shapeOf(value: Value | undefined): RelationShape | null {
  return typeof value === "object" && value !== null ? (shapes.get(value) ?? null) : null;
}

/** dbt's `Relation` as templates see it: text, attributes, and a mapping as `dbt_utils` expects it. */
export function relationValue(shape: RelationShape, side: Side): HostObject {
  const written = writeRelation(shape, side.traits);
  let made: ReadonlyMap<string, Value> | null = null;
  const attributes = (): ReadonlyMap<string, Value> => (made ??= attributesOf(shape, side));
  const relation: HostObject = {
    type: "host",
    className: `${classPrefix(side)}Relation`,
    mapping: true,
    key: written,
    text: () => written,
    truth: () => true,
    iterate: () => [...attributes().keys()],
    item: (key) => (typeof key === "string" ? attributes().get(key) : undefined),
    attribute: (name) => attributes().get(name) ?? methodOf(name, { shape, side, attributes: attributes() }),
  };
  shapes.set(relation, shape);
  return relation;
}

function attributesOf(shape: RelationShape, side: Side): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ...PATH_PARTS.map((part) => [part, shape.path[part]] as const),
    ["name", shape.path.identifier],
    ["table", shape.path.identifier],
    ["type", shape.type],
    ["metadata", dictOf([["type", `${classPrefix(side)}Relation`]])],
    ["is_table", shape.type === "table"],
    ["is_view", shape.type === "view"],
    ["is_cte", shape.type === "cte"],
  ]);
}

function classPrefix({ project }: Side): string {
  const type = project.adapterType ?? "base";
  return `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
}

interface Own {
  readonly shape: RelationShape;
  readonly side: Side;
  readonly attributes: ReadonlyMap<string, Value>;
}

function methodOf(name: string, own: Own): Value | undefined {
  const body = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (body !== undefined) return method(name, (call) => body(own, call));
  // `is_materialized_view`, `is_dynamic_table` and what adapters add.
  return name.startsWith("is_") ? false : undefined;
}

const METHODS: Readonly<Record<string, (own: Own, call: Call) => Value>> = {
  get: ({ attributes }, { at, text }) => attributes.get(text(0, "key") ?? "") ?? at(1, "default") ?? null,
  items: ({ attributes }) => dictOf(attributes),
  render: ({ shape, side }) => writeRelation(shape, side.traits),
  include: ({ shape, side }, call) =>
    relationValue({ ...shape, included: flagsOf(call, shape.included) }, side),
  quote: ({ shape, side }, call) => relationValue({ ...shape, quoted: flagsOf(call, shape.quoted) }, side),
  without_identifier: ({ shape, side }) =>
    relationValue({ ...shape, included: { ...shape.included, identifier: false } }, side),
  incorporate: ({ shape, side }, { at, kwargs, text }) => {
    const path = at(0, "path");
    const given = mapParts((part) => {
      const value = typeof path === "object" && path?.type === "dict" ? path.get(part) : kwargs.get(part);
      return typeof value === "string" ? value : shape.path[part];
    });
    return relationValue({ ...shape, path: given, type: text(1, "type") ?? shape.type }, side);
  },
  information_schema: ({ shape, side }, { text }) => {
    const path = { ...shape.path, schema: "INFORMATION_SCHEMA", identifier: text(0, "identifier") };
    return relationValue({ ...shape, id: null, path, quoted: mapParts(() => false) }, side);
  },
  quoted: ({ side }, { text }) =>
    `${side.traits.quotes[0]}${text(0, "identifier") ?? ""}${side.traits.quotes[1]}`,
};

/** `include(database=false)`: what is not named stays. */
function flagsOf({ args, kwargs, site }: Call, now: RelationShape["included"]): Record<PathPart, boolean> {
  return mapParts((part) => {
    const given = kwargs.get(part) ?? args[PATH_PARTS.indexOf(part)];
    return given === undefined || given === null ? now[part] : site.truth(given);
  });
}
