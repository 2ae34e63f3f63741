import type { Rule } from "../../rules/rule.ts";

/** What a rule about edits of clauses says. `things`: what was edited, in the plural. */
export interface EditWords {
  readonly things: string;
  readonly why: string;
  readonly fix: string;
}

type Worded = Required<Pick<Rule, "words" | "variants">>;

/**
 * The words of a rule about edits of clauses: one edit is told in full, in the model's last SELECT or in a CTE (`…In`);
 * several in one model are counted, and the same in many models (`wide`) are told once. For the facts of `findEdits`.
 */
export function editWords({ things, why, fix }: EditWords): Worded {
  const titled = (title: string) => ({ title, why, fix });
  const cte = "CTE `{cte}` of `{model}`";
  return {
    words: titled(`${things} of \`{model}\` changed in {count} places`),
    variants: {
      added: titled("{thing} added in `{model}`: `{after}`"),
      addedIn: titled(`{thing} added in ${cte}: \`{after}\``),
      removed: titled("{thing} removed from `{model}`: `{before}`"),
      removedIn: titled(`{thing} removed from ${cte}: \`{before}\``),
      changed: titled("{thing} of `{model}` changed: `{before}` is now `{after}`"),
      changedIn: titled(`{thing} in ${cte} changed: \`{before}\` is now \`{after}\``),
      wide: titled(`${things} changed in the same way in {models} models`),
    },
  };
}

/** The words of a rule about edits of columns. For the facts of `findColumnEdits`; `how` is what happened to them. */
export function columnWords({
  how,
  why,
  fix,
}: {
  readonly how: string;
  readonly why: string;
  readonly fix: string;
}): Worded {
  const titled = (title: string) => ({ title, why, fix });
  return {
    words: titled(`\`{column}\` of \`{model}\`: \`{before}\` is now \`{after}\``),
    variants: {
      several: titled(`Columns of \`{model}\` ${how}: {columns}`),
      wide: titled(`Columns of {models} models ${how}: {columns}`),
    },
  };
}
