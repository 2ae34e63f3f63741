import type { JsonObject } from "../../json.ts";
import type { NodeBase, Relation, UniqueId } from "../../manifest/node.ts";
import type { RenderGraph } from "./render-graph.ts";

/** What rendering needs to know of one side of a review. Plain: it is sent to a thread, once. */
export interface RenderProject {
  readonly adapterType: string | null;
  readonly dbtVersion: string;
  readonly projectName: string;
  readonly macros: readonly RenderMacro[];
  /** `vars` and `dispatch` of `dbt_project.yml`, empty where nobody could read it. */
  readonly settings: ProjectSettings;
  /** Null where nobody asked for it, or it is too large. */
  readonly graph: RenderGraph | null;
  /** What the profile says, as far as the names of built objects show it. */
  readonly target: RenderTarget;
}

export interface RenderMacro {
  readonly uniqueId: UniqueId;
  readonly name: string;
  readonly packageName: string;
  readonly sql: string;
}

/** What only `dbt_project.yml` says. */
export interface ProjectSettings {
  readonly vars: JsonObject;
  /** What installed packages say of their own variables, by package. */
  readonly packageVars: Readonly<Record<string, JsonObject>>;
  /** Packages to look through for the macros of one, in order, by the package that they are asked of. */
  readonly searchOrders: Readonly<Record<string, readonly string[]>>;
}

/** No `dbt_project.yml` is at hand. */
export const noSettings: ProjectSettings = { vars: {}, packageVars: {}, searchOrders: {} };

export interface RenderTarget {
  readonly database: string | null;
  readonly schema: string | null;
}

/** An object that a template can name. */
export interface RenderNode extends Pick<
  NodeBase,
  "uniqueId" | "name" | "packageName" | "path" | "fqn" | "description" | "tags" | "meta" | "config"
> {
  readonly resourceType: string;
  /** That of an object which is not built is named as it is. */
  readonly relation: Relation;
  readonly columns: readonly RenderColumn[];
  readonly version: string | null;
  readonly latestVersion: string | null;
  /** Null on anything but a source. */
  readonly sourceName: string | null;
}

/** A column as documented. */
export interface RenderColumn {
  readonly name: string;
  readonly description: string;
  readonly dataType: string | null;
  readonly quote: boolean;
  readonly tags: readonly string[];
  readonly meta: JsonObject;
}
