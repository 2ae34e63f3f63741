import { dayOf } from "../instant.ts";
import { isObject, type Json } from "../json.ts";
import type { NodeBase } from "../manifest/node.ts";
import type { Buildable } from "../manifest/project.ts";
import type { Edit } from "./change.ts";
import { compareText, compareValue } from "./edits.ts";
import { diffBody } from "./diff-body.ts";
import { compareConstraints, diffColumns } from "./diff-columns.ts";
import { diffNode } from "./diff-node.ts";
import { diffRelation, type ConfiguredRelation } from "./environment.ts";
import type { DiffScope, Difference } from "./scope.ts";
import { columnChanges } from "./column-changes.ts";

interface BuildPair {
  readonly base: Buildable;
  readonly head: Buildable;
}

/** How two models, seeds, snapshots, analyses, operations or functions differ. */
export function diffBuild(pair: BuildPair, scope: DiffScope): Difference {
  const { base, head } = pair;
  const edits = [
    ...diffBody(pair, scope),
    ...diffNode(pair, scope),
    ...diffPlace(pair, scope),
    ...compareValue({ part: "contract", aspect: "enforced" }, base.contract.enforced, head.contract.enforced),
    ...compareConstraints({ part: "constraints", aspect: "constraints" }, base.constraints, head.constraints),
    ...diffColumns(base.columns, head.columns),
    ...compareText({ part: "access", aspect: "access" }, base.access, head.access),
    ...compareText({ part: "version", aspect: "version" }, base.version, head.version),
    ...compareText({ part: "version", aspect: "latest_version" }, base.latestVersion, head.latestVersion),
    ...compareText({ part: "version", aspect: "deprecation_date" }, dayIn(base), dayIn(head)),
    ...compareValue({ part: "definition", aspect: "time_spine" }, base.timeSpine, head.timeSpine),
    ...compareValue({ part: "definition", aspect: "signature" }, base.signature, head.signature),
  ];
  return { edits: edits.map((edit) => persisted(edit, head)), columns: columnChanges(pair, scope) };
}

/** A relation with what its node configures of it; null when nothing is built. */
export function configuredRelation(node: Buildable): ConfiguredRelation | null {
  if (node.relation === null) return null;
  const part = (key: string) => text(node.unrenderedConfig[key]) ?? text(node.config[key]);
  return {
    relation: node.relation,
    configured: { database: part("database"), schema: part("schema"), identifier: part("alias") },
  };
}

function diffPlace({ base, head }: BuildPair, scope: DiffScope): readonly Edit[] {
  const [left, right] = [configuredRelation(base), configuredRelation(head)];
  return left === null || right === null ? [] : diffRelation({ base: left, head: right }, scope.environment);
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function dayIn({ deprecationDate }: Buildable): string | null {
  return deprecationDate === null ? null : dayOf(deprecationDate);
}

/** dbt's word for a description that it also writes to the warehouse. */
function persisted(edit: Edit, head: NodeBase): Edit {
  if (edit.part !== "descriptions") return edit;
  const persist = head.config["persist_docs"];
  if (!isObject(persist)) return edit;
  const key = edit.aspect === "description" ? "relation" : "columns";
  return persist[key] === true ? { ...edit, part: "persisted_descriptions" } : edit;
}
