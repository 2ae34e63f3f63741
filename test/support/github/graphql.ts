import { z } from "zod";
import { ok, type Reply } from "./http/reply.ts";
import type { TokenCall } from "./http/route.ts";
import { allows } from "./auth/tokens.ts";
import type { IssueComment, Repository } from "./records.ts";
import { isoTime } from "./world.ts";

const Asked = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).default({}) });

const REASONS = ["ABUSE", "DUPLICATE", "OFF_TOPIC", "OUTDATED", "RESOLVED", "SPAM"];

/**
 * The few GraphQL operations that a reviewer needs: `minimizeComment`, a comment by its node id, the comments of a pull
 * request with `isMinimized`, and `viewer`. Told apart by the fields that they name; whole answers, whatever is selected.
 */
export function answerGraphql(call: TokenCall): Reply {
  const { query, variables } = Asked.parse(call.body);
  const words = `${query} ${JSON.stringify(variables)}`;
  if (/\bminimizeComment\b/u.test(query)) return minimize(call, words);
  if (/\bpullRequest\b/u.test(query))
    return ok({ data: { repository: { pullRequest: commentsOf(call, words) } } });
  if (/\bnode\b/u.test(query)) return ok({ data: { node: nodeView(findComment(call, words)) } });
  if (/\bviewer\b/u.test(query)) return ok({ data: { viewer: { login: call.actor.account.login } } });
  return failed("undefinedField", "The stand-in knows no such field");
}

function minimize(call: TokenCall, words: string): Reply {
  const comment = findComment(call, words);
  const reason = REASONS.find((one) => new RegExp(`\\b${one}\\b`, "u").test(words));
  if (comment === undefined) return failed("NOT_FOUND", "Could not resolve to a node with the given id.");
  if (reason === undefined) return failed("INVALID", "Argument 'classifier' has an invalid value.");
  if (!["issues:write", "pull_requests:write"].some((need) => allows(call.actor.permissions, need))) {
    return failed("FORBIDDEN", "Resource not accessible by integration");
  }
  comment.minimizedAs = reason.toLowerCase();
  return ok({ data: { minimizeComment: { minimizedComment: nodeView(comment) } } });
}

function commentsOf(call: TokenCall, words: string) {
  const number = Number(
    /"(?:number|pull|pullNumber)"\s*:\s*(\d+)|number:\s*(\d+)/u.exec(words)?.slice(1).join(""),
  );
  const repository = seen(call).find((one) => words.includes(`"${one.name}"`));
  const pull = repository?.pulls.find((one) => one.number === number);
  if (pull === undefined) return null;
  const pageInfo = { hasNextPage: false, endCursor: null };
  return { number, comments: { nodes: pull.comments.map(nodeView), pageInfo } };
}

function findComment(call: TokenCall, words: string): IssueComment | undefined {
  const id = Number(/\bIC_(\d+)\b/u.exec(words)?.[1]);
  const comments = seen(call).flatMap((one) => one.pulls.flatMap((pull) => pull.comments));
  return comments.find((comment) => comment.id === id);
}

function seen({ world, actor }: TokenCall): readonly Repository[] {
  return world.repositories.filter((one) => actor.repositories?.has(one.id) !== false);
}

function nodeView(comment: IssueComment | undefined) {
  if (comment === undefined) return null;
  return {
    __typename: "IssueComment",
    id: `IC_${comment.id}`,
    databaseId: comment.id,
    body: comment.body,
    author: { login: comment.author.login.replace(/\[bot\]$/u, "") },
    createdAt: isoTime(comment.createdAt),
    isMinimized: comment.minimizedAs !== null,
    minimizedReason: comment.minimizedAs,
  };
}

// GraphQL says no with 200 and a list of errors.
function failed(type: string, message: string): Reply {
  return ok({ data: null, errors: [{ type, message }] });
}
