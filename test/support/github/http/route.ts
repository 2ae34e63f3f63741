import type { Actor, Repository } from "../records.ts";
import type { World } from "../world.ts";
import type { Reply } from "./reply.ts";

/** A request that was let in. */
export interface Call {
  readonly world: World;
  /** As it was asked for. */
  readonly address: URL;
  /** The parts of the path that the template names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body, valid by GitHub's description; null when there is none. */
  readonly body: unknown;
  readonly accept: string;
}

export interface TokenCall extends Call {
  readonly actor: Actor;
}

export interface RepositoryCall extends TokenCall {
  readonly repository: Repository;
}

type Answer<C> = (call: C) => Reply | Promise<Reply>;

/**
 * One operation. `operation`: method and path template as GitHub's OpenAPI description writes them.
 * `of`: who may call it: the App itself by its JWT, any token, or a token that sees the repository.
 * `needs`: permissions, one of which must be there, as `checks:write`; none for what any token may do.
 */
export type Route =
  | { readonly of: "app"; readonly operation: string; readonly answer: Answer<Call> }
  | { readonly of: "token"; readonly operation: string; readonly answer: Answer<TokenCall> }
  | {
      readonly of: "repository";
      readonly operation: string;
      readonly needs: readonly string[];
      readonly answer: Answer<RepositoryCall>;
    };

/** An operation on a repository: `needs` is one permission or several, any of which is enough, parted by `|`. */
export function onRepository(needs: string, operation: string, answer: Answer<RepositoryCall>): Route {
  return { of: "repository", operation, needs: needs === "" ? [] : needs.split("|"), answer };
}

/** A number in the path; NaN when it is none, which no record has. */
export function numberIn(call: Call, name: string): number {
  return Number(call.params[name]);
}
