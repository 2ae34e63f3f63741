import { isList, isObject, type Json } from "../json.ts";
import type { NodeBase } from "./node.ts";

const KINDS = ["pre-hook", "post-hook"] as const;

/** SQL that dbt runs before or after it builds an object, as written: with Jinja. */
export interface Hook {
  readonly kind: (typeof KINDS)[number];
  readonly sql: string;
}

/** The hooks of an object, in the order in which they run (dbt-core: artifacts/resources/v1/config.py). */
export function hooksOf({ config }: Pick<NodeBase, "config">): readonly Hook[] {
  return KINDS.flatMap((kind) => hooksIn(config[kind]).map((sql) => ({ kind, sql })));
}

/** A text, an object with `sql`, or a list of these. */
function hooksIn(value: Json | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(hooksIn);
  const sql = isObject(value) ? value["sql"] : value;
  return typeof sql === "string" && sql.trim() !== "" ? [sql] : [];
}
