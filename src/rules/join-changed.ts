import { joinCause } from "../core/findings/cause.ts";
import { editWords } from "../core/findings/edit-words.ts";
import { editedModels, findEdits } from "../core/findings/find-edits.ts";
import type { SqlEdit } from "../core/sql/compare/edit.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const why =
  "A stricter join drops rows without a partner, a looser one keeps them with nulls: `{model}` holds other rows than before.";
const fix =
  "Compare `count(*)` before and after on production, and check whether columns of the joined side may now be null.";
const words = editWords({ thing: "Join", things: "Joins", why, fix });

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
  },
  check(context) {
    const causes = causesIn(context);
    return findEdits(context, "join").map((found) => ({
      ...withKind(found),
      ...causes.get(found.subject.uniqueId),
    }));
  },
};

/** What a join now leaves null has the same cause. */
function causesIn(context: RuleContext): ReadonlyMap<string, Pick<Found, "cause">> {
  const models = editedModels(context, "join").flatMap((group) => group.map(({ model }) => model));
  return new Map(models.map(({ target }) => [target.uniqueId, { cause: joinCause(target.base.uniqueId) }]));
}

/** A join of which only the kind changed is told by its relation. */
function withKind(found: Found): Found {
  const [edit, ...others] = found.evidence;
  if (edit === undefined || others.length > 0) return found;
  const [was, now] = [joinIn(edit.before), joinIn(edit.after)];
  if (was === null || now === null || was.rest !== now.rest) return found;
  const facts = { ...found.facts, was: was.kind, now: now.kind, relation: now.relation };
  return { ...found, facts, variant: "kind" };
}

function joinIn(text: SqlEdit["after"]) {
  const [, kind, rest] = /^([\w ]+ join) (.*)$/su.exec(text ?? "") ?? [];
  return kind === undefined || rest === undefined
    ? null
    : { kind, rest, relation: rest.split(" ", 1)[0] ?? rest };
}
