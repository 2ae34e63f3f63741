import { groupBy, type Group } from "../core/group-by.ts";
import type { Change } from "../core/diff/change.ts";
import type { Side } from "../core/manifest/artifacts.ts";
import type { Node } from "../core/manifest/project.ts";
import { ownersOf } from "../core/metadata/owners.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** One object that goes from one owner to another; `after` is null where nobody is named any more. */
interface Handover {
  readonly change: Extract<Change, { readonly kind: "modified" | "renamed" }>;
  readonly before: string;
  readonly after: string | null;
}

export const ownerChanged: Rule = {
  id: "owner-changed",
  category: "ownership",
  severity: "note",
  certainty: "proven",
  summary:
    "The group of an object, the owner of a group or an exposure, or `meta.owner` changed or was dropped. A first owner does not count. Objects that went from one owner to the same other one are one finding.",
  words: {
    title: "`{name}` changes its owner from `{before}` to `{after}`",
    why: "Whoever answers for it is somebody else after this change; both sides should know.",
    fix: "Have the old and the new owner agree to it, for example as reviewers.",
  },
  variants: {
    many: {
      title: "{count} objects change their owner from `{before}` to `{after}`",
      why: "Whoever answers for {names} is somebody else after this change; both sides should know.",
      fix: "Have the old and the new owner agree to it, for example as reviewers.",
    },
    dropped: {
      title: "{names} no longer belongs to `{before}`",
      why: "Nobody is named any more who answers for it.",
      fix: "Name the new owner, or put the old one back.",
    },
    contact: {
      title: "The contact of `{before}` changes on {names}",
      why: "The owner keeps the name, but is reached at another address.",
      fix: "Check that the new address is read by the same people.",
    },
  },
  check(context) {
    const groups = groupBy(handoversIn(context), ({ before, after }) => JSON.stringify([before, after]));
    return [...groups.values()].map(checkGroup);
  },
};

function handoversIn(context: RuleContext): readonly Handover[] {
  const found: Handover[] = [];
  for (const change of context.changes) {
    if (change.origin !== "author" || change.kind === "added" || change.kind === "removed") continue;
    if (change.resourceType === "test" || change.resourceType === "unit_test") continue;
    const owners = namedOwner(change) ?? metaOwner(context, change);
    if (owners !== null) found.push({ change, ...owners });
  }
  return found;
}

type Owners = Pick<Handover, "before" | "after">;

/** From `owner` of an exposure or a group, else from `group`. An owner without a name is known by its address alone. */
function namedOwner(change: Handover["change"]): Owners | null {
  const owner = change.edits.find((edit) => edit.part === "owner");
  if (owner !== undefined && hadOwner(change.base)) {
    const after = hadOwner(change.head) ? (owner.after ?? UNNAMED) : null;
    return { before: owner.before ?? UNNAMED, after };
  }
  const group = change.edits.find((edit) => edit.part === "group");
  return group === undefined || group.before === null ? null : { before: group.before, after: group.after };
}

const UNNAMED = "unnamed owner";

function hadOwner(node: Node): boolean {
  return (node.resourceType === "exposure" || node.resourceType === "group") && node.owner !== null;
}

function metaOwner(context: RuleContext, change: Handover["change"]): Owners | null {
  const { base, head } = context.artifacts;
  const before = metaNames(base, change.base);
  const after = metaNames(head, change.head);
  return before === null || before === after ? null : { before, after };
}

function metaNames(side: Side, node: Node): string | null {
  const names = ownersOf(node, side.project).filter((owner) => owner.kind === "meta");
  return names.length === 0 ? null : names.map((owner) => owner.name).join(", ");
}

function checkGroup(group: Group<Handover>): Found {
  const [{ change: first, before, after }, ...others] = group;
  const names = group.map(({ change }) => change.head.name).sort();
  const shown = after === null ? {} : { after };
  return {
    subject: { uniqueId: first.uniqueId },
    facts: { name: first.head.name, names, count: names.length, before, ...shown },
    evidence: group.map(({ change }) => ({
      kind: "owner",
      uniqueId: change.uniqueId,
      // An address is nobody's business here: that it is another one is all that is said.
      ...(before === after ? { text: `${before}, at another address` } : { before, ...shown }),
      path: change.head.path,
    })),
    ...variantFor(group),
    affected: others.map(({ change }) => change.uniqueId),
    ...(others.length > 0 && { key: `${before}>${after ?? ""}` }),
  };
}

function variantFor([first, ...others]: Group<Handover>): { readonly variant?: string } {
  if (first.before === first.after) return { variant: "contact" };
  if (first.after === null) return { variant: "dropped" };
  return others.length > 0 ? { variant: "many" } : {};
}
