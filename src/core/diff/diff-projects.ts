import { displayName } from "../display-name.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Node, NodeByType, Project, ResourceType } from "../manifest/project.ts";
import { groupByType, nodeOfType, RESOURCE_TYPES, sortByType, type TypedNodes } from "./by-type.ts";
import { isCosmetic, type Change, type ChangeOf, type Edit } from "./change.ts";
import { configuredRelation } from "./diff-build.ts";
import { configuredSource } from "./diff-source.ts";
import { DIFFERS } from "./differs.ts";
import { readEnvironment, type Environment, type RelationPair } from "./environment.ts";
import { macroReach, type MacroReach } from "./macro-reach.ts";
import { changedNamingMacros } from "./naming-macros.ts";
import { authorsOf, isBuiltIn, originOf } from "./origin.ts";
import { findRenames } from "./renames.ts";
import type { DiffScope, Difference, NodePair } from "./scope.ts";
import { dbtVersionOf, differsForDbt, selectedWhenNew, type DbtVersion } from "./state-modified.ts";
import { findTouched, type Touched } from "./touched.ts";

/** What the comparison of every object needs. */
interface Comparison {
  readonly base: Project;
  readonly head: Project;
  readonly nodes: { readonly base: TypedNodes; readonly head: TypedNodes };
  readonly scope: DiffScope;
  readonly macros: MacroReach;
  /** Ids of head to the ids that they had in base. */
  readonly cameFrom: ReadonlyMap<UniqueId, UniqueId>;
  readonly authors: ReadonlySet<string>;
  readonly dbt: DbtVersion;
}

/**
 * Everything that differs between base and head, object by object, in a stable order.
 * Every id of base that is not in head stands in it as `removed` or as the `from` of a `renamed`.
 * dbt's built-in macros are compared, since dbt does so, but are not listed: they change with dbt's version.
 */
export function diffProjects(artifacts: Artifacts): readonly Change[] {
  const { base, head } = { base: artifacts.base.project, head: artifacts.head.project };
  const touched = findTouched(base, head);
  const macros = macroReach(base, head);
  const nodes = {
    base: sortByType([touched.base]),
    // A changed macro makes objects differ whose own text is equal.
    head: macros.isEmpty ? sortByType([touched.head]) : groupByType(head),
  };
  const renames = findRenames({ project: base, nodes: nodes.base }, { project: head, nodes: nodes.head });
  const comparison: Comparison = {
    base,
    head,
    nodes,
    scope: {
      artifacts,
      sameDbt: base.metadata.dbtVersion === head.metadata.dbtVersion,
      environment: environmentOf(touched, { base, head }, renames),
      renames,
    },
    macros,
    cameFrom: new Map([...renames].map(([from, to]) => [to, from])),
    authors: authorsOf(base, head),
    dbt: dbtVersionOf(head.metadata.dbtVersion),
  };
  return RESOURCE_TYPES.flatMap((type) => diffType(type, comparison)).filter(isListed);
}

function isListed(change: Change): boolean {
  if (change.resourceType !== "macro") return true;
  return !isBuiltIn(change.kind === "removed" ? change.base.packageName : change.head.packageName);
}

function diffType<R extends ResourceType>(type: R, comparison: Comparison): readonly ChangeOf<R>[] {
  const { base, head, nodes } = comparison;
  const changes: ChangeOf<R>[] = [];
  for (const node of nodes.head.of(type)) {
    const change = diffHead(
      node,
      nodeOfType(base, type, comparison.cameFrom.get(node.uniqueId) ?? node.uniqueId),
      {
        type,
        comparison,
      },
    );
    if (change !== null) changes.push(change);
  }
  for (const node of nodes.base.of(type)) {
    const survives = nodeOfType(head, type, node.uniqueId) !== undefined;
    if (!survives && !comparison.scope.renames.has(node.uniqueId))
      changes.push(removal(node, type, comparison));
  }
  return changes.sort((left, right) => (left.uniqueId < right.uniqueId ? -1 : 1));
}

interface Task<R extends ResourceType> {
  readonly type: R;
  readonly comparison: Comparison;
}

function diffHead<R extends ResourceType>(
  head: NodeByType[R],
  base: NodeByType[R] | undefined,
  { type, comparison }: Task<R>,
): ChangeOf<R> | null {
  const viaMacros = macroEdits(head, comparison.macros);
  if (base === head && viaMacros.length === 0) return null;
  if (base === undefined)
    return addition(head, { type, comparison }, selectedWhenNew(type) || viaMacros.length > 0);
  const pair: NodePair<R> = { base, head };
  const isRenamed = base.uniqueId !== head.uniqueId;
  const { edits, columns } = difference(type, pair, { comparison, viaMacros });
  const dbtSelectsIt = viaMacros.length > 0 || isSelected(type, pair, comparison.dbt);
  if (!isRenamed && edits.length === 0 && !dbtSelectsIt) return null;
  const shared = {
    uniqueId: head.uniqueId,
    resourceType: type,
    base,
    head,
    edits,
    columns,
    origin: origin(head, edits, comparison),
    dbtSelectsIt,
  };
  return isRenamed ? { ...shared, kind: "renamed", from: base.uniqueId } : { ...shared, kind: "modified" };
}

/** Objects that are one and the same value are equal: only a macro can make them differ. */
function difference<R extends ResourceType>(
  type: R,
  pair: NodePair<R>,
  { comparison, viaMacros }: { comparison: Comparison; viaMacros: readonly Edit[] },
): Required<Difference> {
  const found: Difference = pair.base === pair.head ? { edits: [] } : DIFFERS[type](pair, comparison.scope);
  const edits = [...found.edits, ...viaMacros];
  return { edits, columns: edits.some((edit) => !isCosmetic(edit)) ? (found.columns ?? []) : [] };
}

/** To dbt, an object under another id is new. */
function isSelected<R extends ResourceType>(type: R, pair: NodePair<R>, dbt: DbtVersion): boolean {
  return pair.base.uniqueId === pair.head.uniqueId ? differsForDbt(type, pair, dbt) : selectedWhenNew(type);
}

function addition<R extends ResourceType>(
  head: NodeByType[R],
  { type, comparison }: Task<R>,
  dbtSelectsIt: boolean,
): ChangeOf<R> {
  return {
    uniqueId: head.uniqueId,
    resourceType: type,
    kind: "added",
    head,
    edits: [],
    columns: [],
    origin: origin(head, [], comparison),
    dbtSelectsIt,
  };
}

function removal<R extends ResourceType>(base: NodeByType[R], type: R, comparison: Comparison): ChangeOf<R> {
  return {
    uniqueId: base.uniqueId,
    resourceType: type,
    kind: "removed",
    base,
    disabled: comparison.head.disabled[base.uniqueId] !== undefined,
    edits: [],
    columns: [],
    origin: origin(base, [], comparison),
    dbtSelectsIt: false,
  };
}

function origin(node: Node, edits: readonly Edit[], comparison: Comparison) {
  return originOf(node, edits, comparison.authors);
}

function macroEdits(node: Node, macros: MacroReach): readonly Edit[] {
  if (node.resourceType === "macro") return [];
  const changed = macros.changedAmong(node.macros);
  if (changed.length === 0) return [];
  return [{ part: "macros", aspect: "depends_on.macros", before: null, after: JSON.stringify(changed) }];
}

function environmentOf(
  touched: Touched,
  { base, head }: { readonly base: Project; readonly head: Project },
  renames: ReadonlyMap<UniqueId, UniqueId>,
): Environment {
  const pairs: RelationPair[] = [];
  for (const node of Object.values(touched.base)) {
    const other = head.nodes[renames.get(node.uniqueId) ?? node.uniqueId];
    const [left, right] = [relationOf(node), other === undefined ? null : relationOf(other)];
    if (left === null || right === null || other === undefined) continue;
    // A version is part of the name that dbt gives.
    const keepsName = node.resourceType !== "source" && displayName(node) === displayName(other);
    pairs.push({ base: left, head: right, keepsName });
  }
  return readEnvironment(pairs, touched.kept, changedNamingMacros(base, head));
}

function relationOf(node: Node) {
  if (node.resourceType === "source") return configuredSource(node);
  return "relation" in node ? configuredRelation(node) : null;
}
