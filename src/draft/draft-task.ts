import { checkAnswer } from "../core/draft/check-answer.ts";
import type { Dropped } from "../core/draft/checked.ts";
import type { CheckedAnswer } from "../core/draft/item.ts";
import type { ModelAnswer, ModelSize } from "../core/draft/model-call.ts";
import type { Task } from "../core/draft/plan.ts";
import { localIds, repairPrompt, reviewPrompt } from "../core/draft/prompt.ts";
import { askModel, type Asking, type Failure, type Question, type Reply } from "./ask-model.ts";
import { reviewAnswer } from "./answers.ts";

/** Tokens of an answer: a paragraph, and what stands around all of them. */
const PARAGRAPH_TOKENS = 350;
const FRAME_TOKENS = 250;
/** Faults that are told for a second try. */
const MOST_FAULTS = 12;

/** What came of a task. */
export interface TaskResult {
  readonly task: Task;
  readonly checked: CheckedAnswer;
  /** Every call that was made, those that failed too. */
  readonly spent: readonly ModelAnswer[];
  /** Null: every finding is covered by the first answer that came. */
  readonly failure: Failure | null;
  readonly isRepaired: boolean;
}

type ReviewReply = Reply<NonNullable<ReturnType<typeof reviewAnswer.read>>>;

/**
 * Has one task worded. An answer that cannot be read, or that leaves a finding without a sentence that holds, is asked for
 * once more, of the large model, with what was wrong. What then is still missing has the words of a template.
 */
export async function draftTask(task: Task, asking: Asking): Promise<TaskResult> {
  const size: ModelSize = task.route.to === "large" ? "large" : "small";
  const question = {
    task: task.id,
    size,
    prompt: reviewPrompt(task.clusters, asking.nonce()),
    answer: reviewAnswer,
    maxTokens: FRAME_TOKENS + PARAGRAPH_TOKENS * task.clusters.length,
  };
  const reply = await askModel(question, asking);
  const first = checkedOf(reply, task);
  const isAnswered = reply.text !== "";
  if (first.missing.length === 0 || !isAnswered) {
    return { task, checked: first, spent: spentOn(reply), failure: reply.failure, isRepaired: false };
  }
  return repair({ task, first, reply, question }, asking);
}

interface Attempt {
  readonly task: Task;
  readonly first: CheckedAnswer;
  readonly reply: ReviewReply;
  readonly question: Question<NonNullable<ReturnType<typeof reviewAnswer.read>>>;
}

async function repair({ task, first, reply, question }: Attempt, asking: Asking): Promise<TaskResult> {
  const prompt = repairPrompt(question.prompt, reply.text, faultsOf(first, reply, task));
  const again = await askModel({ ...question, prompt, size: sizeOfRepair(asking) }, asking);
  const second = checkedOf(again, task);
  const open = new Set(first.missing);
  const added = second.items.filter(({ findings }) => findings.every((id) => open.has(id)));
  for (const { findings } of added) for (const id of findings) open.delete(id);
  const checked = {
    items: [...first.items, ...added],
    dropped: [...first.dropped, ...second.dropped],
    missing: [...open],
  };
  const spent = [...spentOn(reply), ...spentOn(again)];
  // Without a second answer the fault of the first one is what tells.
  const failure = open.size === 0 ? null : (reply.failure ?? "ungrounded");
  return { task, checked, spent, failure, isRepaired: added.length > 0 };
}

/** A repository that wants small models alone gets no large one. */
function sizeOfRepair({ settings }: Asking): ModelSize {
  return settings.mode === "small" ? "small" : "large";
}

function checkedOf(reply: ReviewReply, { clusters }: Task): CheckedAnswer {
  return checkAnswer(reply.value?.items ?? [], clusters);
}

function spentOn({ spent }: ReviewReply): readonly ModelAnswer[] {
  return spent === null ? [] : [spent];
}

function faultsOf(
  { dropped, missing }: CheckedAnswer,
  reply: ReviewReply,
  { clusters }: Task,
): readonly string[] {
  if (reply.value === null) return ["The answer was no JSON object of the wanted shape."];
  const ids = [...localIds(clusters)].filter(([, id]) => missing.includes(id)).map(([own]) => own);
  return [...dropped.slice(0, MOST_FAULTS).map(faultWords), `No sentence held for: ${ids.join(", ")}.`];
}

function faultWords({ reason, what }: Dropped): string {
  return what === "" ? reason : `${reason}: ${JSON.stringify(what.slice(0, 60))}`;
}
