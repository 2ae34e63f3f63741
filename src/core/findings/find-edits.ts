import type { RuleContext } from "../../rules/context.ts";
import type { Found } from "../../rules/rule.ts";
import { displayName } from "../display-name.ts";
import { groupBy, type Group } from "../group-by.ts";
import { readersIn } from "../lineage/readers.ts";
import type { SqlEdit } from "../sql/compare/edit.ts";
import type { SqlMeaning } from "../sql/meaning/sql-meaning.ts";
import { cteOf, namedFor, sqlEvidence, thingIn } from "./edit-evidence.ts";
import { comparedModels, type ComparedModel } from "./edited-models.ts";
import { shortened } from "../shortened.ts";

/** A compared model with the edits that a rule is about; there is always a first one. */
export interface EditedModel {
  readonly model: ComparedModel;
  readonly edits: Group<SqlEdit>;
}

/** From this many models on, the same edits are one finding: a macro or a search-and-replace made them. */
const MANY = 4;

/** The models with edits that mean one thing, those with the same edits together where they are many. */
export function editedModels(context: RuleContext, meaning: SqlMeaning): readonly Group<EditedModel>[] {
  const edited = comparedModels(context).flatMap((model): EditedModel[] => {
    const [first, ...others] = model.edits.get(meaning) ?? [];
    return first === undefined ? [] : [{ model, edits: [first, ...others] }];
  });
  const same = [...groupBy(edited, ({ edits }) => JSON.stringify(edits.map(textsOf))).values()];
  return same.flatMap((group): readonly Group<EditedModel>[] =>
    group.length < MANY ? group.map((each): Group<EditedModel> => [each]) : [group],
  );
}

function textsOf({ kind, before, after }: SqlEdit) {
  return { kind, before, after };
}

/** One finding for each model with edits of clauses that mean one thing, in the words of `editWords`. */
export function findEdits(context: RuleContext, meaning: SqlMeaning): readonly Found[] {
  return editedModels(context, meaning).map((group) => {
    const [{ model, edits }] = group;
    const { before = "", after = "" } = namedFor(edits[0], model, context.artifacts);
    const cte = cteOf(edits[0].scope);
    const name = displayName(model.head);
    const thing = meaning === "fan_out" ? "Fan-out join" : capitalized(thingIn(edits[0].kind));
    const frame = before === "" || after === "" ? FRAME_OF_ONE : FRAME_OF_TWO;
    const room = 100 - frame - thing.length - name.length - (cte ?? "").length;
    const variant = group.length > 1 ? "wide" : variantOf(edits, cte);
    return {
      ...foundIn(context, group),
      facts: {
        model: name,
        models: group.length,
        thing,
        cte: cte ?? "",
        count: edits.length,
        ...shortened(before, after, room),
      },
      ...(variant === null ? {} : { variant }),
    };
  });
}

/** Subject, evidence and readers of a finding about a group of models. */
export function foundIn(
  context: RuleContext,
  group: Group<EditedModel>,
): Pick<Found, "subject" | "evidence" | "affected"> {
  const { project } = context.artifacts.head;
  const ids = group.map(({ model }) => model.head.uniqueId);
  const [subject = "", ...others] = ids;
  return {
    subject: { uniqueId: subject },
    evidence: group.flatMap(({ model, edits }) =>
      edits.map((edit) => sqlEvidence(edit, model, context.artifacts)),
    ),
    affected: [...others, ...readersIn(project, context.graphs.union, ids)],
  };
}

function variantOf(edits: Group<SqlEdit>, cte: string | null): string | null {
  if (edits.length > 1) return null;
  const [{ before, after }] = edits;
  const verb = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  return cte === null ? verb : `${verb}In`;
}

function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** The characters of a title around the names and texts in it, where it holds one text or two. */
const FRAME_OF_ONE = 31;
const FRAME_OF_TWO = 42;
