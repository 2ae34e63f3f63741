import { requireApp } from "../auth/jwt.ts";
import { actorOf, allows } from "../auth/tokens.ts";
import { faultsOfRequest } from "../contract.ts";
import { answerGraphql } from "../graphql.ts";
import type { Actor, Repository } from "../records.ts";
import { routes } from "../routes/index.ts";
import { findRepository, type World } from "../world.ts";
import { matcherOf, type Matched } from "./match.ts";
import { forbidden, notFound, Refusal } from "./refusal.ts";
import type { Reply } from "./reply.ts";
import type { Call } from "./route.ts";

/** A request as it came in, its prefix taken off. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  /** With the prefix: links to further pages lead there. */
  readonly address: URL;
  readonly authorization: string;
  readonly accept: string;
  readonly body: unknown;
}

/** What became of a request, for the log: which operation it was, and whose. */
export interface Answered {
  readonly reply: Reply;
  readonly operation: string | null;
  readonly actor: Actor | null;
}

const match = matcherOf(routes);

/** Answers one request as GitHub would: who asks, may they, is it well-formed, then the route itself. */
export async function answerRequest(world: World, incoming: Incoming): Promise<Answered> {
  const matched = match(incoming.method, incoming.url.pathname);
  const operation = matched?.route.operation ?? null;
  const seen: { actor: Actor | null } = { actor: null };
  try {
    const reply = isGraphql(incoming)
      ? graphqlReply(world, incoming, seen)
      : await routeReply(world, incoming, { matched, seen });
    return { reply, operation, actor: seen.actor };
  } catch (error) {
    if (error instanceof Refusal) return { reply: error.reply, operation, actor: seen.actor };
    throw error;
  }
}

function isGraphql({ method, url }: Incoming): boolean {
  return method === "POST" && /^(\/api)?\/graphql$/u.test(url.pathname);
}

function graphqlReply(world: World, incoming: Incoming, seen: { actor: Actor | null }): Reply {
  seen.actor = actorOf(world, incoming.authorization);
  return answerGraphql({ ...callOf(world, incoming, {}), actor: seen.actor });
}

async function routeReply(
  world: World,
  incoming: Incoming,
  found: { readonly matched: Matched | null; readonly seen: { actor: Actor | null } },
): Promise<Reply> {
  const { matched, seen } = found;
  if (matched === null) {
    world.violations.push(`the stand-in has no ${incoming.method} ${incoming.url.pathname}`);
    throw notFound();
  }
  const { route, params } = matched;
  const call = callOf(world, incoming, params);
  if (route.of === "app") {
    requireApp(world, incoming.authorization);
    requireWellFormed(call, route.operation);
    return route.answer(call);
  }
  const actor = actorOf(world, incoming.authorization);
  seen.actor = actor;
  if (route.of === "token") {
    requireWellFormed(call, route.operation);
    return route.answer({ ...call, actor });
  }
  const repository = visibleRepository(world, actor, params);
  requirePermission(actor, route.needs);
  requireWellFormed(call, route.operation);
  return route.answer({ ...call, actor, repository });
}

// A token that does not reach a repository is told that there is none.
function visibleRepository(world: World, actor: Actor, params: Call["params"]): Repository {
  const repository = findRepository(world, params["owner"] ?? "", params["repo"] ?? "");
  if (repository === undefined || actor.repositories?.has(repository.id) === false) throw notFound();
  return repository;
}

function requirePermission(actor: Actor, needs: readonly string[]): void {
  if (needs.length === 0 || needs.some((need) => allows(actor.permissions, need))) return;
  throw forbidden(needs.map((need) => need.replace(":", "=")).join("; "));
}

function requireWellFormed({ world, params, query, body }: Call, operation: string): void {
  const faults = faultsOfRequest(operation, { path: params, query: Object.fromEntries(query), body });
  if (faults.length === 0) return;
  world.violations.push(...faults.map((fault) => `${operation}: ${fault}`));
  throw new Refusal(422, `Invalid request.\n\n${faults.join("\n")}`);
}

function callOf(world: World, incoming: Incoming, params: Call["params"]): Call {
  const { address, accept, body } = incoming;
  return { world, address, params, query: address.searchParams, body, accept };
}
