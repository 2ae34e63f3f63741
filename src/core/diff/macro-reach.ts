import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";

/** Which changed macros an object is built with: those whose text changed, that came, or that went. */
export interface MacroReach {
  /** True when no macro changed. */
  readonly isEmpty: boolean;
  /** The changed macros that one of `macros` is or calls, directly or not, in alphabetical order. */
  readonly changedAmong: (macros: readonly UniqueId[]) => readonly UniqueId[];
}

/**
 * Follows `_macros_modified` and `recursively_check_macros_modified` of dbt's state selector
 * (core/dbt/graph/selector_methods.py): calls are followed in head, and through changed macros no further.
 */
export function macroReach(base: Project, head: Project): MacroReach {
  const changed = changedMacros(base, head);
  const reached = new Map<UniqueId, ReadonlySet<UniqueId>>();
  if (changed.size === 0) return { isEmpty: true, changedAmong: () => [] };
  const changedAmong = (macros: readonly UniqueId[]) => {
    const found = new Set<UniqueId>();
    for (const macro of macros) {
      let below = reached.get(macro);
      if (below === undefined) {
        below = walkMacros(macro, changed, head);
        reached.set(macro, below);
      }
      for (const id of below) found.add(id);
    }
    return [...found].sort();
  };
  return { isEmpty: false, changedAmong };
}

function changedMacros(base: Project, head: Project): ReadonlySet<UniqueId> {
  const changed = new Set<UniqueId>();
  for (const [id, macro] of Object.entries(head.macros)) {
    if (base.macros[id] !== macro && base.macros[id]?.sql !== macro.sql) changed.add(id);
  }
  for (const id of Object.keys(base.macros)) {
    if (head.macros[id] === undefined) changed.add(id);
  }
  return changed;
}

function walkMacros(start: UniqueId, changed: ReadonlySet<UniqueId>, head: Project): ReadonlySet<UniqueId> {
  const found = new Set<UniqueId>();
  const seen = new Set<UniqueId>([start]);
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (changed.has(id)) {
      found.add(id);
      continue;
    }
    for (const called of head.macros[id]?.macros ?? []) {
      if (seen.has(called)) continue;
      seen.add(called);
      open.push(called);
    }
  }
  return found;
}
