import type { PullRequest, Sha } from "../../src/core/pull/pull.ts";
import type { CommentRef } from "../../src/core/pull/work.ts";
import { ForgeError } from "../../src/errors.ts";
import type {
  ChangedFile,
  Check,
  Forge,
  LineComment,
  Permission,
  WorkflowArtifact,
} from "../../src/ports.ts";

/** A commit's sha made of one letter, so that tests can be read. */
export function sha(letter: string): Sha {
  return letter.repeat(40);
}

/** A comment that stands on the fake pull request. */
interface FakeComment {
  readonly id: number;
  readonly body: string;
}

/**
 * A code host in memory, behind the port. What it holds is open for a test to set and to look at;
 * `writes` keeps every write in order, so that a test sees what was not written too.
 */
export class FakeForge implements Forge {
  pull: PullRequest;
  /** By `path@sha`. */
  readonly files = new Map<string, string>();
  readonly permissions = new Map<string, Permission>();
  readonly comments: FakeComment[] = [];
  readonly lineComments: LineComment[] = [];
  readonly checks = new Map<string, Check>();
  readonly reactions: { readonly comment: CommentRef; readonly reaction: string }[] = [];
  readonly given: { readonly by: string; readonly reaction: string }[] = [];
  readonly changed: ChangedFile[] = [];
  readonly artifacts: WorkflowArtifact[] = [];
  readonly writes: string[] = [];
  readonly asked: string[] = [];
  mergeBaseSha = sha("a");
  /** Called before each question and write, to let the world change in the middle or to refuse. */
  before: (call: string) => void = () => undefined;

  constructor(pull: Partial<PullRequest> = {}) {
    this.pull = {
      number: 7,
      isOpen: true,
      isDraft: false,
      author: "ada",
      isPrivate: false,
      head: { sha: sha("c"), ref: "topic", repository: "acme/shop" },
      base: { sha: sha("b"), ref: "main" },
      isFork: false,
      ...pull,
    };
  }

  /** The check run of the newest head. */
  get check(): Check | undefined {
    return this.checks.get(this.pull.head.sha);
  }

  push(letter: string): void {
    this.pull = { ...this.pull, head: { ...this.pull.head, sha: sha(letter) } };
  }

  readPull = (): Promise<PullRequest> => this.#answer("readPull", () => this.pull);
  listOpenPulls = (): Promise<readonly number[]> => this.#answer("listOpenPulls", () => [this.pull.number]);
  mergeBase = (): Promise<Sha> => this.#answer("mergeBase", () => this.mergeBaseSha);
  listAncestors = (from: Sha): Promise<readonly Sha[]> => this.#answer("listAncestors", () => [from]);
  readFile = (path: string, at: Sha): Promise<string | null> =>
    this.#answer(`readFile ${path}@${at}`, () => this.files.get(`${path}@${at}`) ?? null);
  readBytes = (): Promise<Uint8Array | null> => this.#answer("readBytes", () => null);
  listFolder = (): Promise<readonly string[] | null> => this.#answer("listFolder", () => []);
  changedFiles = (): Promise<readonly ChangedFile[]> => this.#answer("changedFiles", () => this.changed);
  permissionOf = (login: string): Promise<Permission> =>
    this.#answer(`permissionOf ${login}`, () => this.permissions.get(login) ?? "read");

  findComment = (_number: number, marker: string): Promise<FakeComment | null> =>
    this.#answer("findComment", () => this.comments.find(({ body }) => body.includes(marker)) ?? null);

  ensureComment = async (
    _number: number,
    { marker, body }: { readonly marker: string; readonly body: string },
  ): Promise<FakeComment> => {
    const index = this.comments.findIndex((comment) => comment.body.includes(marker));
    const old = this.comments[index];
    if (old?.body === body) return this.#answer("same comment", () => old);
    const comment = { id: old?.id ?? 100 + this.comments.length, body };
    await this.#write(old === undefined ? "create comment" : "edit comment");
    if (old === undefined) this.comments.push(comment);
    else this.comments[index] = comment;
    return comment;
  };

  ensureLineComments = async (
    _number: number,
    _head: Sha,
    comments: readonly LineComment[],
  ): Promise<void> => {
    const keys = new Set(this.lineComments.map(({ key }) => key));
    await this.#write(`${comments.length} line comments`);
    this.lineComments.push(...comments.filter(({ key }) => !keys.has(key)));
  };

  react = async (comment: CommentRef, reaction: string): Promise<void> => {
    await this.#write(`react ${reaction}`);
    this.reactions.push({ comment, reaction });
  };

  listReactions = (): Promise<readonly { by: string; reaction: string }[]> =>
    this.#answer("listReactions", () => this.given);

  ensureCheck = async (check: Check): Promise<void> => {
    await this.#write(`check ${check.conclusion ?? "in progress"} at ${check.headSha.charAt(0)}`);
    this.checks.set(check.headSha, check);
  };

  listArtifacts = (): Promise<readonly WorkflowArtifact[]> =>
    this.#answer("listArtifacts", () => this.artifacts);
  downloadArtifact = (): Promise<AsyncIterable<Uint8Array>> =>
    Promise.reject(new ForgeError("fake", { what: "No download here.", why: "", todo: "" }));

  async #answer<T>(call: string, answer: () => T): Promise<T> {
    this.asked.push(call);
    this.before(call);
    return Promise.resolve(answer());
  }

  async #write(what: string): Promise<void> {
    this.before(what);
    this.writes.push(what);
    await Promise.resolve();
  }
}
