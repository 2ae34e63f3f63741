/** A piece of a model's text that dbt compiles for some targets only. */
export interface TargetBlock {
  readonly condition: string;
  readonly body: string;
  /** Whether production compiles it, as far as the names of the targets tell; null when they do not. */
  readonly production: boolean | null;
}

const TAG = /\{%[-+]?([^%]*(?:%(?!\})[^%]*)*)%\}/gu;

/** The pieces of a text with Jinja that stand under a condition on the target, inner ones included. */
export function targetBlocks(code: string | null): readonly TargetBlock[] {
  if (code === null || !code.includes("target")) return [];
  const blocks: TargetBlock[] = [];
  const open: Open[] = [];
  for (const tag of code.matchAll(TAG)) {
    const { keyword, condition } = tagOf(tag[1] ?? "");
    const start = tag.index + tag[0].length;
    if (keyword === "if") open.push({ condition, start, before: [] });
    const branch = BRANCHES.has(keyword) ? open.pop() : undefined;
    if (branch === undefined) continue;
    blocks.push(...blockOf(branch, code.slice(branch.start, tag.index)));
    const before = [...branch.before, branch.condition];
    if (keyword !== "endif") open.push({ condition, start, before });
  }
  return blocks;
}

function tagOf(text: string): { readonly keyword: string; readonly condition: string } {
  const words = text.replace(/[-+]$/u, "").trim();
  const keyword = /^\w*/u.exec(words)?.[0] ?? "";
  return { keyword, condition: words.slice(keyword.length).trim() };
}

interface Open {
  /** Empty for `else`. */
  readonly condition: string;
  readonly start: number;
  /** The conditions of the branches before, none of which held. */
  readonly before: readonly string[];
}

const BRANCHES: ReadonlySet<string> = new Set(["elif", "else", "endif"]);

function blockOf({ condition, before }: Open, body: string): readonly TargetBlock[] {
  const conditions = [...before.map((each) => `not (${each})`), ...(condition === "" ? [] : [condition])];
  const whole = conditions.join(" and ");
  if (!/\btarget\b/u.test(whole)) return [];
  const answers = [
    ...before.map((each) => negated(reachesProduction(each))),
    ...(condition === "" ? [] : [reachesProduction(condition)]),
  ];
  return [{ condition: whole, body, production: allOf(answers) }];
}

function negated(answer: boolean | null): boolean | null {
  return answer === null ? null : !answer;
}

function allOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

function reachesProduction(condition: string): boolean | null {
  if (/\bor\b/u.test(condition)) return null;
  return allOf(condition.split(/\band\b/u).map(comparisonReaches));
}

/** `target.name == 'prod'`, `target.name not in ['dev', 'ci']`, `'dev' in target.name`. */
function comparisonReaches(comparison: string): boolean | null {
  const names = [...comparison.matchAll(/'([^']*)'|"([^"]*)"/gu)].map((match) => match[1] ?? match[2] ?? "");
  const asks = /\btarget\.\w+/u.test(comparison) && /==|!=|\bin\b/u.test(comparison);
  if (!asks || names.length === 0) return null;
  const isNegative = /!=|\bnot\b/u.test(comparison);
  return names.some((name) => /prod|^prd|^live$|^main$|^master$/iu.test(name)) !== isNegative;
}
