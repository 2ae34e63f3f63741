import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { branchMoved } from "../acts/branch-moved.ts";
import { actorOf, allows } from "../auth/tokens.ts";
import { branchesOf } from "../git/repository.ts";
import { GIT_ENVIRONMENT } from "../git/run.ts";
import type { Repository } from "../records.ts";
import { accountOf, findRepository, type World } from "../world.ts";
import { Refusal } from "./refusal.ts";

const PATH = /^\/([^/]+)\/([^/]+)\.git\/(info\/refs|git-upload-pack|git-receive-pack)(?:\?(.*))?$/u;

/** Whether this is git itself and not the API. */
export function isGitRequest(url: string): boolean {
  return PATH.test(url);
}

/**
 * Git's smart protocol, by git's own `http-backend`. A private repository is read with a token that sees its contents;
 * anybody on this machine may push, and the pull requests of the branches follow.
 */
export async function answerGit(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = requestedOf(world, request.url ?? "");
  if (asked === null || !(asked.isPush || mayRead(world, asked.repository, request))) {
    response.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"' }).end();
    return;
  }
  const before = await branchesOf(asked.repository.directory);
  const answer = await runBackend(request, asked);
  if (asked.isPush) await follow(world, asked.repository, before);
  writeAnswer(response, answer);
}

interface Requested {
  readonly repository: Repository;
  readonly service: string;
  readonly query: string;
  readonly isPush: boolean;
}

function requestedOf(world: World, url: string): Requested | null {
  const [, owner = "", name = "", service = "", query = ""] = PATH.exec(url) ?? [];
  const repository = findRepository(world, owner, name);
  if (repository === undefined) return null;
  const isPush = service === "git-receive-pack" || query.includes("git-receive-pack");
  return { repository, service, query, isPush };
}

function mayRead(world: World, repository: Repository, request: IncomingMessage): boolean {
  const { authorization } = request.headers;
  if (authorization === undefined) return !repository.isPrivate;
  try {
    const { permissions, repositories } = actorOf(world, authorization);
    return repositories?.has(repository.id) !== false && allows(permissions, "contents:read");
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function runBackend(request: IncomingMessage, asked: Requested): Promise<Buffer> {
  const child = spawn("git", ["http-backend"], {
    stdio: ["pipe", "pipe", "ignore"],
    env: {
      ...GIT_ENVIRONMENT,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_PROJECT_ROOT: asked.repository.directory,
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      PATH_INFO: `/${asked.service}`,
      QUERY_STRING: asked.query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
    },
  });
  child.stdin.on("error", () => {});
  request.pipe(child.stdin);
  const out: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve(Buffer.concat(out)));
  });
}

async function follow(
  world: World,
  repository: Repository,
  before: ReadonlyMap<string, string>,
): Promise<void> {
  const after = await branchesOf(repository.directory);
  const by = accountOf(world, "somebody");
  for (const branch of new Set([...before.keys(), ...after.keys()])) {
    const sha = after.get(branch) ?? null;
    if (sha !== (before.get(branch) ?? null)) await branchMoved(world, repository, { branch, sha, by });
  }
}

// A CGI answer: header lines, an empty line, the body. `Status` stands in for the status line.
function writeAnswer(response: ServerResponse, answer: Buffer): void {
  const end = answer.indexOf("\r\n\r\n");
  const lines = answer.subarray(0, end).toString("latin1").split("\r\n");
  const headers = new Map(lines.map((line) => [nameIn(line), line.slice(line.indexOf(":") + 2)]));
  const status = Number.parseInt(headers.get("status") ?? "200", 10);
  headers.delete("status");
  response.setHeaders(headers);
  response.writeHead(status).end(answer.subarray(end + 4));
}

function nameIn(line: string): string {
  return line.slice(0, line.indexOf(":")).toLowerCase();
}
