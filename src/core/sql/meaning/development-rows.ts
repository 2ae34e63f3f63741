import { normalizeSql } from "../../diff/formatting.ts";
import { writtenIn, type SqlEdit } from "../compare/edit.ts";
import { targetBlocks, type TargetBlock } from "./target-blocks.ts";

/** The raw code of both sides; null where there is none. */
export interface RawCode {
  readonly base: string | null;
  readonly head: string | null;
}

/** What keeps the rows of a model few: a limit, a sample, or a filter on how long ago something was. */
const FEW =
  /\b(?:limit|top|sample|tablesample)\b|\b(?:current_date|current_timestamp|getdate|now|sysdate|dateadd|date_sub|interval)\b/iu;

/** Pieces that limit rows, that head's production compiles by their condition on the target, and that base did not have. */
export function limitsInProduction({ base, head }: RawCode): readonly TargetBlock[] {
  const old = new Set(targetBlocks(base).map(spelling));
  return targetBlocks(head).filter(
    (block) => block.production === true && FEW.test(block.body) && !old.has(spelling(block)),
  );
}

/** Whether an edit adds what `limitsInProduction` finds. */
export function isLimitInProduction(edit: SqlEdit, raw: RawCode): boolean {
  const { after } = writtenIn(edit);
  return (
    after !== undefined &&
    limitsInProduction(raw).some(({ body }) => squashed(body).includes(squashed(after)))
  );
}

/** Whether an edit is only what another target than production compiles. */
export function isDevelopmentOnly(edit: SqlEdit, raw: RawCode): boolean {
  const { before, after } = writtenIn(edit);
  const isGuarded = (text: string | undefined, code: string | null): boolean =>
    text === undefined ||
    targetBlocks(code).some(
      ({ production, body }) => production === false && squashed(body).includes(squashed(text)),
    );
  return isGuarded(before, raw.base) && isGuarded(after, raw.head);
}

function spelling({ condition, body }: TargetBlock): string {
  return normalizeSql(`${condition}\n${body}`);
}

/** SQL without what is only spelled: case, white space and parentheses. */
export function squashed(text: string): string {
  return normalizeSql(text)
    .toLowerCase()
    .replaceAll(/[\s()]/gu, "");
}
