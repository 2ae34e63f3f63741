import type { Reply } from "./reply.ts";

/** GitHub says no; the answer goes out as it is. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(status: number, message: string, more: Pick<Reply, "headers"> & { errors?: unknown } = {}) {
    super(message);
    const errors = more.errors === undefined ? {} : { errors: more.errors };
    const body = {
      message,
      ...errors,
      documentation_url: "https://docs.github.com/rest",
      status: String(status),
    };
    this.reply = { status, body, headers: more.headers ?? {} };
  }
}

/** 404, also for what the token may not know of. */
export function notFound(): Refusal {
  return new Refusal(404, "Not Found");
}

/** 422 with GitHub's list of what is wrong. */
export function invalid(...errors: readonly unknown[]): Refusal {
  return new Refusal(422, "Validation Failed", { errors });
}

/** 403 for a token without a permission. `accepted`: what would have been enough, as `issues=write`. */
export function forbidden(accepted: string): Refusal {
  return new Refusal(403, "Resource not accessible by integration", {
    headers: { "x-accepted-github-permissions": accepted },
  });
}
