import { displayName } from "../core/display-name.ts";
import { dayOf, instantOf } from "../core/instant.ts";
import { survivingOf } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** A model that was to be retired and now stays longer, or for good. */
export const versionUndeprecated: Rule = {
  id: "version-undeprecated",
  category: "guarantee",
  severity: "note",
  certainty: "proven",
  summary: "The `deprecation_date` of a model or model version was dropped or moved to a later day.",
  words: {
    title: "`{model}` is no longer deprecated: its date of {before} was dropped",
    why: "Those who read it were told to move away by that day and may already be doing so.",
    fix: "Tell them that it stays, or set `deprecation_date` again.",
  },
  variants: {
    later: {
      title: "The deprecation date of `{model}` moved from {before} to {after}",
      why: "Those who read it were told to move away by the earlier day.",
      fix: "Tell them the new day, so that they can plan with it.",
    },
  },
  check(context) {
    return survivingOf(context, "model").flatMap(({ base, head }): readonly Found[] => {
      if (base.deprecationDate === null || !isLater(base.deprecationDate, head.deprecationDate)) return [];
      const before = dayOf(base.deprecationDate);
      const after = head.deprecationDate === null ? null : dayOf(head.deprecationDate);
      return [
        {
          subject: { uniqueId: head.uniqueId },
          facts: { model: displayName(head), before, after: after ?? "" },
          evidence: [
            {
              kind: "config",
              uniqueId: head.uniqueId,
              before,
              ...(after === null ? {} : { after }),
              path: head.path,
              text: "deprecation_date",
            },
          ],
          ...(after === null ? {} : { variant: "later" }),
        },
      ];
    });
  },
};

function isLater(before: string, after: string | null): boolean {
  return after === null || instantOf(after) > instantOf(before);
}
