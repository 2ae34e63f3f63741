import { groupBy, type Group } from "../group-by.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Edit, Surviving } from "./change.ts";
import { configuredRelation } from "./diff-build.ts";
import { isRelationPart, type RelationPart } from "./environment.ts";
import { changedNamingMacros } from "./naming-macros.ts";

type Built = Surviving<"model" | "seed" | "snapshot" | "source">;

/** Relations that one changed macro of the project names otherwise. */
export interface NamedByMacro<C extends Built> {
  readonly macro: UniqueId;
  readonly changes: Group<C>;
}

/** The moves of several relations that a changed macro brings about, and all others. */
interface Moves<C extends Built> {
  readonly groups: readonly NamedByMacro<C>[];
  readonly others: readonly C[];
}

/**
 * Tells the relations that only a changed `generate_<part>_name` moved from those that something else moved.
 * `pick`: the edits that count as moves.
 */
export function namedByMacro<C extends Built>(
  changes: readonly C[],
  pick: (edit: Edit, change: C) => boolean,
  { base, head }: Artifacts,
): Moves<C> {
  const macros = changedNamingMacros(base.project, head.project);
  if (macros.size === 0) return { groups: [], others: changes };
  const groups = groupBy(changes, (change) => {
    const edits = change.edits.filter((edit) => pick(edit, change));
    const found = edits.map(({ aspect }) =>
      isRelationPart(aspect) && isConfiguredAlike(change, aspect) ? macros.get(aspect) : undefined,
    );
    return found.includes(undefined) ? undefined : found[0];
  });
  const several = [...groups].flatMap(([macro, found]) =>
    macro === undefined || found.length === 1 ? [] : [{ macro, changes: found }],
  );
  const taken = new Set(several.flatMap((group) => group.changes));
  return { groups: several, others: changes.filter((change) => !taken.has(change)) };
}

/** Where the configuration of a part changed, the macro is not needed to explain the move. */
function isConfiguredAlike({ base, head }: Built, part: RelationPart): boolean {
  if (base.resourceType === "source" || head.resourceType === "source") return false;
  const [before, after] = [configuredRelation(base), configuredRelation(head)];
  return before?.configured[part] === after?.configured[part];
}
