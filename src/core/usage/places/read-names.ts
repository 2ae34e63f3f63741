import type { UniqueId } from "../../manifest/node.ts";
import type { Readable } from "../../sql/known-columns.ts";
import type { NameIndex } from "../name-index.ts";
import { followPlaces, type PlacedGroup } from "./follow-places.ts";
import { inferPlace } from "./infer-place.ts";
import type { LogNames, ReadPlace } from "./log-names.ts";
import { objectGroups, type ObjectGroup } from "./object-group.ts";
import { identifiersOf, partsIn, placeName } from "./place.ts";
import { isSameEnvironment } from "./same-environment.ts";
import { seenAt, seenGroup, type SeenGroup } from "./seen-group.ts";
import type { Sightings } from "./sightings.ts";
import { statedPlace, type StatedEnvironment, type StatedPlace } from "./stated-places.ts";

/** What names of a log are read by. */
export interface NameEvidence {
  /** Every object that has a relation of its own. */
  readonly nodes: readonly Readable[];
  /** The same by the manifest's own names. */
  readonly owners: NameIndex<Readable>;
  readonly sightings: Sightings;
  readonly environments: readonly StatedEnvironment[];
}

/** Names under which a log has an object beside its own, as parts. */
export interface FurtherName {
  readonly node: Readable;
  readonly parts: readonly string[];
}

/** What the names of a log mean. */
export interface ReadNames {
  readonly further: readonly FurtherName[];
  readonly names: LogNames;
}

/**
 * Reads the names of a log: what the configuration states stands first; the rest has its own names where the log is of the
 * manifest's environment, and else the places that many names agree on, schema by schema. Where two places compete, or too
 * few names agree, nothing is matched.
 */
export function readNames(evidence: NameEvidence): ReadNames {
  const seen = (group: ObjectGroup) => seenGroup(group, evidence.sightings, evidence.owners);
  const stated = statedGroups(evidence).map((placed) => ({ ...placed, group: seen(placed.group) }));
  const isStated = new Set(stated.flatMap(({ group }) => group.nodes));
  const open = evidence.nodes.filter((node) => !isStated.has(node));
  const built = objectGroups(open.filter((node) => !isSource(node))).map(seen);
  const sources = objectGroups(open.filter(isSource)).map(seen);
  const isSame = isSameEnvironment(built, sources);
  const inferred = isSame ? [] : inferAll([...built, ...sources]);
  const isRestKnown = isSame || (built.length === 0 && stated.length > 0);
  return {
    further: [...stated, ...inferred].flatMap(namesIn),
    names: {
      places: joined([
        ...stated.map((placed) => readPlace(placed, "stated")),
        ...inferred.map((placed) => readPlace(placed, "inferred")),
      ]),
      unmatched: isSame ? 0 : unmatchedIn(built, inferred),
      provesAbsence: isRestKnown && isFound(stated),
    },
  };
}

interface StatedGroup extends PlacedGroup {
  readonly stated: StatedEnvironment;
}

/** Whether the log bears out what is stated: a slip of the pen would leave everything without a query. */
function isFound(groups: readonly StatedGroup[]): boolean {
  const found = new Set(
    groups.filter(({ group, to }) => seenAt(group, to).ids.size > 0).map(({ stated }) => stated),
  );
  return groups.every(({ stated }) => found.has(stated));
}

function isSource({ resourceType }: Readable): boolean {
  return resourceType === "source";
}

function statedGroups({ nodes, environments }: NameEvidence) {
  const byTarget = new Map<string, StatedPlace & { readonly nodes: Readable[] }>();
  for (const node of nodes) {
    const found = statedPlace(node, environments);
    if (found === null) continue;
    const key = `${environments.indexOf(found.stated)} ${placeName(found.to)}`;
    const known = byTarget.get(key) ?? { ...found, nodes: [] };
    known.nodes.push(node);
    byTarget.set(key, known);
  }
  return [...byTarget.values()].flatMap(({ stated, to, nodes }) =>
    objectGroups(nodes).map((group) => ({ stated, to, group })),
  );
}

/** Groups that the log names as the manifest does keep their names, and have nothing that is to be read as another. */
function inferAll(groups: readonly SeenGroup[]): readonly PlacedGroup[] {
  const placed: PlacedGroup[] = [];
  const others: SeenGroup[] = [];
  for (const group of groups) {
    const to = inferPlace(group);
    if (to === null) others.push(group);
    else placed.push({ group, to });
  }
  return [...placed, ...followPlaces(placed, others)].filter(
    ({ group, to }) => placeName(to) !== placeName(group.place),
  );
}

function namesIn({ group, to }: PlacedGroup): readonly FurtherName[] {
  return group.nodes.flatMap((node) =>
    identifiersOf(node).map((identifier) => ({ node, parts: partsIn(to, identifier) })),
  );
}

function readPlace({ group, to }: PlacedGroup, basis: ReadPlace["basis"]): ReadPlace {
  const relations = seenAt(group, to).ids.size;
  return { from: placeName(group.place), to: placeName(to), relations, basis };
}

/** Groups with several custom schemas may share both places. */
function joined(places: readonly ReadPlace[]): readonly ReadPlace[] {
  const byPair = new Map<string, ReadPlace>();
  for (const place of places) {
    const key = `${place.from}\n${place.to}\n${place.basis}`;
    const known = byPair.get(key)?.relations ?? 0;
    byPair.set(key, { ...place, relations: place.relations + known });
  }
  return [...byPair.values()];
}

function unmatchedIn(built: readonly SeenGroup[], placed: readonly PlacedGroup[]): number {
  const matched = new Set<UniqueId>();
  for (const group of built) for (const id of seenAt(group, group.place).ids) matched.add(id);
  for (const { group, to } of placed) for (const id of seenAt(group, to).ids) matched.add(id);
  return built.reduce((sum, { named }) => sum + [...named].filter((id) => !matched.has(id)).length, 0);
}
