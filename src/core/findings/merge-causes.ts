import type { UniqueId } from "../manifest/node.ts";
import type { Evidence } from "../report.ts";
import type { Found } from "../../rules/rule.ts";
import type { Judged } from "./run-rules.ts";

/**
 * One cause, one finding: of several findings with the same cause the first in the order of the catalogue stays;
 * what the others found becomes evidence of it, and what they reach is affected by it.
 * `renamed`: the ids in head of what was renamed, for an object is not hit by itself under its new name.
 */
export function mergeCauses(
  judged: readonly Judged[],
  renamed: ReadonlyMap<UniqueId, UniqueId>,
): readonly Judged[] {
  const merged: Judged[] = [];
  const places = new Map<string, number>();
  for (const next of judged) {
    const cause = next.found.cause;
    const place = cause === undefined ? undefined : places.get(cause);
    const first = place === undefined ? undefined : merged[place];
    if (place === undefined || first === undefined || first.rule === next.rule) {
      if (cause !== undefined && !places.has(cause)) places.set(cause, merged.length);
      merged.push(next);
    } else {
      merged[place] = { ...first, found: absorb(first.found, next, renamed) };
    }
  }
  return merged;
}

function absorb(first: Found, { rule, found }: Judged, renamed: ReadonlyMap<UniqueId, UniqueId>): Found {
  const { uniqueId, column } = found.subject;
  const trace: Evidence = {
    kind: "rule",
    uniqueId,
    text: rule.id,
    ...(column === undefined ? {} : { column }),
  };
  const itself = [first.subject.uniqueId, renamed.get(first.subject.uniqueId)];
  const own = itself.includes(uniqueId) ? [] : [uniqueId];
  return {
    ...first,
    evidence: distinct([...first.evidence, trace, ...found.evidence]),
    affected: [...new Set([...(first.affected ?? []), ...own, ...(found.affected ?? [])])],
  };
}

/** Two rules that see one cause often show the same thing. */
function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((item) => [JSON.stringify(item), item])).values()];
}
