import { joinCause } from "../core/findings/cause.ts";
import { editWords } from "../core/findings/edit-words.ts";
import { editedModels, findEdits } from "../core/findings/find-edits.ts";
import { shortened } from "../core/shortened.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const why =
  "A stricter join drops rows without a partner, a looser one keeps them with nulls: `{model}` holds other rows than before.";
const fix =
  "Compare `count(*)` before and after on production, and check whether columns of the joined side may now be null.";
const words = editWords({ things: "Joins", why, fix });

/** Another kind of join, other keys, or a join that drops rows and came or went. */
export const joinChanged: Rule = {
  id: "join-changed",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "The kind or the keys of a join changed, or a join that drops rows was added or removed. A left join that meets at most one row is silent; one that may meet several is `join-fans-out`.",
  words: words.words,
  variants: {
    ...words.variants,
    kind: { title: "`{was}` to `{now}` on `{relation}` in `{model}`", why, fix },
    keys: { title: "Join with `{relation}` in `{model}`: `{was}` is now `{now}`", why, fix },
  },
  check(context) {
    const causes = causesIn(context);
    return findEdits(context, "join").map((found) => ({
      ...withRelation(found),
      ...causes.get(found.subject.uniqueId),
    }));
  },
};

/** What a join now leaves null has the same cause. */
function causesIn(context: RuleContext): ReadonlyMap<string, Pick<Found, "cause">> {
  const models = editedModels(context, "join").flatMap((group) => group.map(({ model }) => model));
  return new Map(models.map(({ target }) => [target.uniqueId, { cause: joinCause(target.base.uniqueId) }]));
}

/** A join of which only the kind, or only the keys changed, is told by its relation. */
function withRelation(found: Found): Found {
  const [edit, ...others] = found.evidence;
  if (edit === undefined || others.length > 0) return found;
  const [was, now] = [joinIn(edit.before), joinIn(edit.after)];
  if (was === null || now === null || was.relation !== now.relation) return found;
  const { relation } = now;
  if (was.keys === now.keys)
    return { ...found, facts: { ...found.facts, was: was.kind, now: now.kind, relation }, variant: "kind" };
  if (was.kind !== now.kind) return found;
  const { before, after } = shortened(
    was.keys,
    now.keys,
    ROOM - relation.length - String(found.facts["model"]).length,
  );
  return { ...found, facts: { ...found.facts, was: before, now: after, relation }, variant: "keys" };
}

/** What a title of 100 characters has left for names and keys. */
const ROOM = 66;

function joinIn(text: string | undefined) {
  const [, kind, relation, keys = ""] =
    /^([\w ]+ join) (\S+)(?: as \S+)?(?: on (.*))?$/su.exec(text ?? "") ?? [];
  return kind === undefined || relation === undefined ? null : { kind, relation, keys };
}
