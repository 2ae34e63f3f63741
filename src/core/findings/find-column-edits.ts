import type { RuleContext } from "../../rules/context.ts";
import type { Found } from "../../rules/rule.ts";
import { displayName } from "../display-name.ts";
import type { SqlEdit } from "../sql/compare/edit.ts";
import { differenceOf } from "../sql/meaning/laid-over.ts";
import type { SqlMeaning } from "../sql/meaning/sql-meaning.ts";
import { columnCause } from "./cause.ts";
import type { ComparedModel } from "./edited-models.ts";
import { editedModels, foundIn } from "./find-edits.ts";
import { shortened } from "../shortened.ts";

/** What a title of 100 characters has left for names and SQL. */
const ROOM = 78;

/** One finding for each model with edits of columns that mean one thing, in the words of `columnWords`. */
export function findColumnEdits(context: RuleContext, meaning: SqlMeaning): readonly Found[] {
  return editedModels(context, meaning).map((group) => {
    const [{ model, edits }] = group;
    const columns = edits.map((edit) => columnOf(edit, model));
    const [column = ""] = columns;
    const name = displayName(model.head);
    const [before, after] = [edits[0].before, edits[0].after].map((text) => valueIn(text ?? "", column));
    const { subject, ...found } = foundIn(context, group);
    const isOne = columns.length === 1 && group.length === 1;
    const isTold = isOne && isResult(column, model);
    return {
      ...found,
      subject: { ...subject, ...(isTold && { column }) },
      ...(isTold && { cause: columnCause(model.target.base.uniqueId, column) }),
      facts: {
        model: name,
        models: group.length,
        column,
        columns: [...new Set(columns)],
        ...shortened(before ?? "", after ?? "", ROOM - name.length - column.length),
      },
      ...(group.length > 1 ? { variant: "wide" } : isOne ? {} : { variant: "several" }),
    };
  });
}

/** The name of the column that an edit is about. */
function columnOf(edit: SqlEdit, { comparison }: ComparedModel): string {
  return differenceOf(edit, comparison)?.head.name.text ?? "";
}

function isResult(column: string, { comparison }: ComparedModel): boolean {
  return comparison.root.head.columns.some(({ name }) => name.text === column);
}

/** What a column is made of, without its name. */
function valueIn(text: string, column: string): string {
  const name = ` as ${column}`;
  return text.endsWith(name) ? text.slice(0, -name.length) : text;
}
