import { concludeCheck } from "../core/pull/conclude-check.ts";
import type { Check } from "../ports.ts";
import { renderComment, type CommentInput } from "../render/comment.ts";
import { verdictLineOver } from "../render/verdict-over.ts";
import { checkOf, type CheckedHead } from "./checks.ts";

/** The check run of a review that came to an end. Its conclusion is computed from findings alone. */
export function completedCheck(head: CheckedHead, page: CommentInput): Check {
  const conclusion = concludeCheck({
    reviews: page.reviews,
    block: head.config.block,
    isConfigBroken: page.configProblem !== null,
  });
  const summary = renderComment({ ...page, blob: null });
  return checkOf(head, { conclusion, title: verdictLineOver(page.reviews), summary });
}
