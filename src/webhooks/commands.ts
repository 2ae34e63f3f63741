import type { z } from "zod";
import type { CommentRef } from "../core/pull/work.ts";
import { commandLines } from "../commands/parse.ts";
import { repositoryOf, type Actor, type Place } from "./payload.ts";
import type { Wanted } from "./webhook.ts";

/** A comment that was just written on an open pull request. */
export interface NewComment {
  readonly place: z.infer<typeof Place>;
  readonly pull: number;
  readonly comment: CommentRef;
  readonly body: string | null | undefined;
  readonly author: z.infer<typeof Actor>;
  /** When it was written. */
  readonly at: string | null | undefined;
  /** Whoever caused the event. */
  readonly sender: z.infer<typeof Actor>;
}

/**
 * What a comment asks for: all its lines that may be commands, of which the first one with the prefix counts. The prefix is
 * part of the configuration, which is read when it is worked on. Bots give no commands, ourselves included.
 */
export function commandsOf(written: NewComment): readonly Wanted[] {
  const { place, pull, comment, body, author, sender, at } = written;
  if (author === null || author === undefined || isBot(author) || isBot(sender)) return [];
  const line = commandLines(body ?? "").join("\n");
  if (line === "") return [];
  const command = { comment, author: author.login, line, ...(typeof at === "string" ? { at } : {}) };
  return [{ repository: repositoryOf(place), pull, review: null, command, headSha: null }];
}

function isBot(actor: z.infer<typeof Actor>): boolean {
  return actor?.type === "Bot";
}
