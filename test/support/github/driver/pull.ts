import { changePull, retargetPull } from "../acts/open-pull.ts";
import { botOf } from "../auth/tokens.ts";
import { resolveCommit } from "../git/repository.ts";
import type { Files } from "../git/commit.ts";
import type { Account, CheckRun, Pull, Repository } from "../records.ts";
import { addComment, commentEvent } from "../routes/issue-comments.ts";
import { baseOf } from "../routes/pulls.ts";
import { addReaction } from "../routes/reactions.ts";
import { addReviewComment, reviewCommentEvent } from "../routes/review-comments.ts";
import { sendCheck, sendSuite } from "../webhooks/check-event.ts";
import { emit } from "../webhooks/emit.ts";
import { accountOf, type World } from "../world.ts";
import { pushCommit } from "./push.ts";
import { showCheck, showComment, showReview, type ShownCheck, type ShownComment } from "./shown.ts";
import { strangeApp } from "./world.ts";

/** A pull request, as the people on it act on it. Everything that tells the App resolves once the App answered. */
export interface PullDriver {
  readonly number: number;
  readonly headRef: string;
  readonly headSha: () => string;
  readonly baseSha: () => Promise<string>;
  readonly mergeBase: () => Promise<string>;
  /** Adds a commit to the head branch; gives its sha. */
  readonly push: (files: Files) => Promise<string>;
  /** Throws the head branch's commits away and puts one in their place. */
  readonly forcePush: (files: Files) => Promise<string>;
  /** Comments on the timeline; gives the comment's id. */
  readonly comment: (login: string, text: string) => Promise<number>;
  /** Edits a comment; the App hears `issue_comment.edited`. */
  readonly editComment: (comment: number, text: string) => Promise<void>;
  /** Comments on a line of the diff; gives the comment's id. */
  readonly commentOnLine: (
    login: string,
    text: string,
    place: { readonly path: string; readonly line: number },
  ) => Promise<number>;
  /** Comments as another App than ours, `<slug>[bot]`. */
  readonly commentAsApp: (slug: string, text: string) => Promise<number>;
  readonly react: (login: string, comment: number, content: string) => void;
  readonly close: () => Promise<void>;
  readonly reopen: () => Promise<void>;
  readonly draft: () => Promise<void>;
  readonly ready: () => Promise<void>;
  readonly lock: () => void;
  /** Lets it go into another branch. */
  readonly retarget: (base: string) => Promise<void>;
  /** Clicks a button of the newest check run at the head. */
  readonly clickButton: (login: string, identifier: string) => Promise<void>;
  /** Asks for the newest check run at the head to run again. */
  readonly rerequest: (login: string) => Promise<void>;
  /** Asks for all check runs of the App at the head to run again: `check_suite.rerequested`. */
  readonly rerequestAll: (login: string) => Promise<void>;
  readonly comments: () => readonly ShownComment[];
  readonly lineComments: () => readonly ShownComment[];
  readonly reviews: () => ReturnType<typeof showReview>[];
  /** At the head, or at another commit, oldest first. */
  readonly checkRuns: (sha?: string) => readonly ShownCheck[];
  /** To one comment of either kind. */
  readonly reactions: (comment: number) => readonly { readonly login: string; readonly content: string }[];
}

export function pullDriver(world: World, pull: Pull): PullDriver {
  return { ...branchOf(world, pull), ...talkOn(world, pull), ...stateOf(world, pull), ...shown(pull) };
}

function branchOf(world: World, pull: Pull) {
  const { repository } = pull;
  const commit = async (files: Files, from?: string) => {
    if (pull.source === null) throw new Error("The fork of this pull request is gone.");
    const author = pull.author.login;
    return pushCommit(world, pull.source, { branch: pull.headRef, files, author, ...(from && { from }) });
  };
  return {
    number: pull.number,
    headRef: pull.headRef,
    headSha: () => pull.headSha,
    baseSha: async () => (await resolveCommit(repository.directory, `refs/heads/${pull.baseRef}`)) ?? "",
    mergeBase: () => baseOf(pull),
    push: (files: Files) => commit(files),
    forcePush: async (files: Files) => commit(files, await baseOf(pull)),
  };
}

function talkOn(world: World, pull: Pull) {
  const say = async (actor: Parameters<typeof addComment>[2]["actor"], body: string) => {
    const comment = addComment(world, pull, { actor, body });
    await emit(world, commentEvent(world, comment));
    return comment.id;
  };
  return {
    comment: (login: string, text: string) => say({ account: accountOf(world, login), app: null }, text),
    commentAsApp: (slug: string, text: string) => {
      const app = strangeApp(world.nextId(), slug);
      return say({ account: botOf(world, app), app }, text);
    },
    commentOnLine: async (login: string, text: string, place: { path: string; line: number }) => {
      const actor = { account: accountOf(world, login), app: null };
      const written = { ...place, actor, body: text, commit: pull.headSha, review: null };
      const comment = addReviewComment(world, pull, written);
      await emit(world, await reviewCommentEvent(world, comment));
      return comment.id;
    },
    editComment: async (id: number, text: string) => {
      const comment = pull.comments.find((one) => one.id === id);
      if (comment === undefined) throw new Error(`There is no comment ${id}.`);
      comment.body = text;
      comment.updatedAt = world.now();
      await emit(world, commentEvent(world, comment, "edited"));
    },
    react: (login: string, comment: number, content: string) => {
      addReaction(world, reactionsTo(pull, comment), { by: accountOf(world, login), content });
    },
  };
}

function stateOf(world: World, pull: Pull) {
  const change = (to: "open" | "closed" | "ready" | "draft") =>
    changePull(world, pull, { to, by: pull.author });
  const onCheck = (by: Account, action: "rerequested" | "requested_action", button?: string) => {
    const check = checksOf(pull.repository, pull.headSha).findLast((one) => one.app === world.app);
    if (check === undefined) throw new Error("There is no check run of the App at the head.");
    const happened = { check, action, by, ...(button === undefined ? {} : { button }) };
    return sendCheck(world, pull.repository, happened);
  };
  return {
    close: () => change("closed"),
    reopen: () => change("open"),
    draft: () => change("draft"),
    ready: () => change("ready"),
    lock: () => {
      pull.isLocked = true;
    },
    retarget: (base: string) => retargetPull(world, pull, base),
    clickButton: (login: string, identifier: string) =>
      onCheck(accountOf(world, login), "requested_action", identifier),
    rerequest: (login: string) => onCheck(accountOf(world, login), "rerequested"),
    rerequestAll: (login: string) => sendSuite(world, pull, accountOf(world, login)),
  };
}

function shown(pull: Pull) {
  return {
    comments: () => pull.comments.map(showComment),
    lineComments: () => pull.reviewComments.map(showComment),
    reviews: () => pull.reviews.map(showReview),
    checkRuns: (sha?: string) => checksOf(pull.repository, sha ?? pull.headSha).map(showCheck),
    reactions: (comment: number) =>
      reactionsTo(pull, comment).map(({ by, content }) => ({ login: by.login, content })),
  };
}

function checksOf(repository: Repository, sha: string): readonly CheckRun[] {
  return repository.checks.filter((check) => check.headSha === sha);
}

function reactionsTo(pull: Pull, id: number) {
  const comment = [...pull.comments, ...pull.reviewComments].find((one) => one.id === id);
  if (comment === undefined) throw new Error(`There is no comment ${id}.`);
  return comment.reactions;
}
