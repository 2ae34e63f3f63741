import { columnLineage } from "../column-lineage.ts";
import type { Outcome } from "../commands/command.ts";
import { findCommandLine } from "../commands/parse.ts";
import { runCommand } from "../commands/run-command.ts";
import { pullName } from "../core/pull/pull.ts";
import type { PullState } from "../core/pull/state.ts";
import type { CommentRef, GivenCommand, PullWork } from "../core/pull/work.ts";
import { reviewAllowance } from "../draft/allowance.ts";
import { commandModels, type CommandModels } from "../draft/command-models.ts";
import { DRAFT_MS } from "../draft/models.ts";
import { ForgeError } from "../errors.ts";
import { draftFor } from "./draft-facts.ts";
import { faultFields } from "./problems.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";
import type { FactsReader } from "./read-facts.ts";

/** The commands of a pull request, and what they are answered from. */
interface Questions {
  readonly work: PullWork;
  readonly hand: PullAtHand;
  readonly facts: FactsReader;
}

/** What came of all commands together. */
export interface Answered {
  readonly state: PullState;
  /** Comments that asked for a review. */
  readonly asking: readonly CommentRef[];
  /** The comment and the check run are out of date now. */
  readonly isChanged: boolean;
}

/**
 * Answers commands in the order in which they were given, each with the state that those before it left. Its author sees at
 * once that it was seen. A command that fails through a fault of ours never keeps the next one or the review from being done.
 */
export async function answerCommands(questions: Questions, ports: PullPorts): Promise<Answered> {
  let { state } = questions.work;
  let isChanged = false;
  const asking: CommentRef[] = [];
  for (const command of questions.work.commands) {
    // Lines that begin otherwise speak to other bots.
    const line = findCommandLine(command.line, questions.hand.config.commands.prefix);
    if (line === null) continue;
    await ports.forge.react(command.comment, "eyes");
    const outcome = await outcomeOf({ ...command, line }, { ...questions, state }, ports);
    await tell(command, outcome, { ...questions, ports });
    ({ state } = outcome);
    isChanged ||= outcome.refresh;
    if (outcome.review !== null) asking.push(command.comment);
  }
  return { state, asking, isChanged };
}

async function outcomeOf(
  command: GivenCommand,
  { hand, facts, state }: Questions & { readonly state: PullState },
  ports: PullPorts,
): Promise<Outcome> {
  const { forge, clock, log, sql } = ports;
  const permission = await forge.permissionOf(command.author);
  const { pull, config } = hand;
  try {
    return await runCommand({
      command,
      pull,
      state,
      config,
      permission,
      now: clock.now(),
      facts: () => facts(state),
      columnLineage: (side, question) => columnLineage(side, question, sql),
      models: modelsFor(hand, state, ports),
    });
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    log.error({ pull: pullName(hand.key), ...faultFields(error) }, "a command failed");
    const reply = "This command failed inside Headgate. The cause is in its log.";
    return { state, reply, reaction: "confused", review: null, refresh: false };
  }
}

/** What a command asks of models has limits of its own; what a fork says reaches none before somebody says ok. */
function modelsFor(
  hand: PullAtHand,
  state: PullState,
  { models, clock, signal }: PullPorts,
): CommandModels | null {
  const settings = draftFor(hand, state);
  if (models === null || settings.mode === "off") return null;
  const { key } = hand;
  return commandModels({
    ...models,
    settings,
    account: { repository: `${key.owner}/${key.repository}`, pull: key.number },
    patience: { deadline: clock.now() + DRAFT_MS, signal },
    allowance: reviewAllowance(),
  });
}

async function tell(
  { comment }: GivenCommand,
  { reply, reaction }: Outcome,
  { hand, ports: { forge } }: Questions & { readonly ports: PullPorts },
): Promise<void> {
  if (reply !== null) {
    const marker = replyMarker(comment);
    await forge.ensureComment(hand.pull.number, { marker, body: `${marker}\n${reply}\n` });
  }
  if (reaction !== "eyes") await forge.react(comment, reaction);
}

/** Names the comment that is answered, so that a repeated run edits its answer and posts no second one. */
function replyMarker({ kind, id }: CommentRef): string {
  return `<!-- headgate:reply v1 ${kind}=${id} -->`;
}
