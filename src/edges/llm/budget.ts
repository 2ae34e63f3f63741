import type { ModelCall, ModelTokens } from "../../core/draft/model-call.ts";
import type { Counter, Ledger, Spent } from "../../ports.ts";
import { costOf } from "./cost.ts";

const DAY_MS = 86_400_000;

/** A pull request that nobody touched for so long begins anew. */
const PULL_KEPT_MS = 90 * DAY_MS;

/** What a call may use, held against every budget before it is made: of several at once, none goes over. */
export interface Reservation {
  /** Puts what was really used in its place. */
  readonly settle: (tokens: ModelTokens) => Promise<void>;
}

/** Whose budget is spent, as the end of a sentence. */
export interface Overspent {
  readonly over: string;
}

/** The limits beside those of the call. */
export interface BudgetSetting {
  readonly ledger: Ledger;
  /** The name of the model, by which it has its price. */
  readonly model: string;
  /** Tokens of all repositories together in a day; null for no limit. */
  readonly dayTokens: number | null;
  readonly now: number;
}

/** Holds the longest answer and the estimated question against the budgets; gives back which of them is spent, if one is. */
export async function reserve(call: ModelCall, setting: BudgetSetting): Promise<Reservation | Overspent> {
  const { ledger, model, now } = setting;
  const budgets = budgetsOf(call, setting);
  const counters = budgets.map(({ counter }) => counter);
  const price = call.settings.prices[model];
  const spentBy = (tokens: ModelTokens): Spent => ({
    tokens: tokens.input + tokens.output,
    cost: costOf(tokens, price) ?? 0,
  });
  const held = spentBy({ input: call.estimatedTokens, output: call.maxTokens, cached: 0 });
  const standing = await ledger.spend(counters, held, now);
  const over = budgets.find((budget, index) => exceeds(standing[index], budget));
  if (over !== undefined) {
    await ledger.spend(counters, difference(NOTHING, held), now);
    return { over: over.of };
  }
  return {
    settle: async (tokens) => void (await ledger.spend(counters, difference(spentBy(tokens), held), now)),
  };
}

interface Budget {
  readonly counter: Counter;
  readonly of: string;
  readonly tokens: number | null;
  readonly cost: number | null;
}

function budgetsOf({ account, settings }: ModelCall, { dayTokens, now }: BudgetSetting): readonly Budget[] {
  const repository = account.repository ?? "-";
  const pull = `${repository}#${account.pull ?? "-"}`;
  const day = new Date(now).toISOString().slice(0, 10);
  const tomorrow = Date.parse(day) + DAY_MS;
  const { budgets } = settings;
  return [
    {
      counter: { name: `pull ${pull}`, keptUntil: now + PULL_KEPT_MS },
      of: "this pull request",
      tokens: budgets.pullTokens,
      cost: null,
    },
    {
      counter: { name: `${day} ${repository}`, keptUntil: tomorrow },
      of: "the repository for today",
      tokens: budgets.dayTokens,
      cost: budgets.dayCost,
    },
    {
      counter: { name: day, keptUntil: tomorrow },
      of: "all repositories for today",
      tokens: dayTokens,
      cost: null,
    },
  ];
}

const NOTHING: Spent = { tokens: 0, cost: 0 };

function difference(left: Spent, right: Spent): Spent {
  return { tokens: left.tokens - right.tokens, cost: left.cost - right.cost };
}

function exceeds({ tokens, cost }: Spent = NOTHING, budget: Budget): boolean {
  return tokens > (budget.tokens ?? Infinity) || cost > (budget.cost ?? Infinity);
}
