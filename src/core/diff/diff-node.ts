import { sameJson, type Json } from "../json.ts";
import type { NodeBase } from "../manifest/node.ts";
import type { Edit } from "./change.ts";
import { compareNames, compareText, compareValue, compareWords, textOf } from "./edits.ts";
import type { DiffScope } from "./scope.ts";

interface Pair {
  readonly base: NodeBase;
  readonly head: NodeBase;
}

/**
 * What every object has: description, configuration, group, folder and what it reads.
 * `except`: configuration keys that another part of the diff answers for.
 */
export function diffNode(pair: Pair, scope: DiffScope, except: readonly string[] = []): readonly Edit[] {
  return [
    // How the lines of a description are wrapped does not count.
    ...compareWords(
      { part: "descriptions", aspect: "description" },
      pair.base.description,
      pair.head.description,
    ),
    ...diffConfig(pair, scope, except),
    ...compareText({ part: "group", aspect: "group" }, pair.base.group, pair.head.group),
    ...diffFolder(pair),
    ...diffDependencies(pair, scope),
  ];
}

/**
 * Keys that have a part of their own, that say where an object lies, or that only color the docs site.
 * `meta` and `tags` are compared as the object carries them.
 */
const ELSEWHERE: ReadonlySet<string> = new Set(
  "enabled alias schema database access group contract docs packages meta tags static_analysis sync".split(
    " ",
  ),
);

function diffConfig(pair: Pair, scope: DiffScope, except: readonly string[]): readonly Edit[] {
  const { base, head } = pair;
  return [
    ...(base.config === head.config ? [] : diffKeys(pair, scope, except)),
    ...compareValue({ part: "configs", aspect: "meta" }, base.meta, head.meta),
    ...compareNames({ part: "configs", aspect: "tags" }, base.tags, head.tags),
  ];
}

function diffKeys(pair: Pair, scope: DiffScope, except: readonly string[]): readonly Edit[] {
  const { base, head } = pair;
  const keys = [...new Set([...Object.keys(base.config), ...Object.keys(head.config)])].sort();
  const compared = keys.filter(
    (key) => !ELSEWHERE.has(key) && !except.includes(key) && isOwn(pair, key, scope),
  );
  return compared.flatMap((key) =>
    compareValue({ part: "configs", aspect: key }, base.config[key], head.config[key]),
  );
}

/**
 * Whether a difference in this key is somebody's doing. It is not when the configured expression stayed the same and
 * only its rendering differs (environment), nor when two versions of dbt differ in which defaults they write.
 */
function isOwn(pair: Pair, key: string, scope: DiffScope): boolean {
  const [before, after] = [configured(pair.base, key), configured(pair.head, key)];
  if (before !== undefined && sameJson(before, after)) return false;
  if (scope.sameDbt || before !== undefined || after !== undefined) return true;
  return isSet(pair.base.config[key]) && isSet(pair.head.config[key]);
}

function configured(node: NodeBase, key: string): Json | undefined {
  return node.unrenderedConfig[key] ?? node.unrenderedConfig[key.replace("-", "_")];
}

function isSet(value: Json | undefined): boolean {
  return textOf(value) !== null;
}

/** The folder counts, not the file: configuration is inherited by folder, and `fqn` is what dbt compares. */
function diffFolder({ base, head }: Pair): readonly Edit[] {
  if (base.fqn === head.fqn) return [];
  const folder = (node: NodeBase) => node.fqn.slice(1, -1).join("/");
  return folder(base) === folder(head)
    ? []
    : [{ part: "path", aspect: "path", before: base.path, after: head.path }];
}

function diffDependencies({ base, head }: Pair, scope: DiffScope): readonly Edit[] {
  const { renames } = scope;
  const before = renames.size === 0 ? base.dependsOn : base.dependsOn.map((id) => renames.get(id) ?? id);
  return compareNames({ part: "depends_on", aspect: "nodes" }, before, head.dependsOn);
}
