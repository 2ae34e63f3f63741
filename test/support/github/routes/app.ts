import { z } from "zod";
import { allows, botOf, issueToken } from "../auth/tokens.ts";
import { created, ok } from "../http/reply.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { paged } from "../http/pages.ts";
import { numberIn, type Call, type Route } from "../http/route.ts";
import type { Installation, Permissions } from "../records.ts";
import { appView } from "../views/account.ts";
import { installationView, tokenView } from "../views/installation.ts";
import { findRepository, installationFor } from "../world.ts";

const TokenRequest = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number()).optional(),
  permissions: z.record(z.string(), z.enum(["read", "write"])).optional(),
});
type TokenRequest = z.infer<typeof TokenRequest>;

/** The App, its installations and their tokens. */
export const appRoutes: readonly Route[] = [
  { of: "app", operation: "GET /app", answer: ({ world }) => ok(appView(world, world.app)) },
  {
    of: "app",
    operation: "GET /app/installations",
    answer: (call) =>
      paged(
        call,
        call.world.installations.map((one) => installationView(call.world, one)),
      ),
  },
  {
    of: "app",
    operation: "GET /app/installations/{installation_id}",
    answer: (call) => ok(installationView(call.world, installationIn(call))),
  },
  {
    of: "app",
    operation: "POST /app/installations/{installation_id}/access_tokens",
    answer: (call) => created(newToken(call)),
  },
  {
    of: "app",
    operation: "GET /repos/{owner}/{repo}/installation",
    answer: ({ world, params }) => {
      const repository = findRepository(world, params["owner"] ?? "", params["repo"] ?? "");
      const installation = repository && installationFor(world, repository);
      if (installation === undefined) throw notFound();
      return ok(installationView(world, installation));
    },
  },
];

function installationIn(call: Call): Installation {
  const id = numberIn(call, "installation_id");
  const installation = call.world.installations.find((one) => one.id === id);
  if (installation === undefined) throw notFound();
  return installation;
}

function newToken(call: Call) {
  const { world } = call;
  const installation = installationIn(call);
  const asked = TokenRequest.parse(call.body ?? {});
  const actor = issueToken(world, "ghs", {
    account: botOf(world, world.app),
    app: world.app,
    installation,
    permissions: permissionsFor(world.app.permissions, asked.permissions),
    repositories: repositoriesFor(call, installation, asked),
  });
  return tokenView(actor);
}

function permissionsFor(held: Permissions, asked: Permissions | undefined): Permissions {
  if (asked === undefined) return { metadata: "read", ...held };
  for (const [name, level] of Object.entries(asked)) {
    if (!allows(held, `${name}:${level}`)) {
      throw new Refusal(422, "The permissions requested are not granted to this installation.");
    }
  }
  return { metadata: "read", ...asked };
}

function repositoriesFor(
  { world }: Call,
  installation: Installation,
  asked: TokenRequest,
): ReadonlySet<number> {
  if (asked.repositories === undefined && asked.repository_ids === undefined)
    return installation.repositories;
  const reachable = world.repositories.filter((one) => installation.repositories.has(one.id));
  const named = reachable.filter((one) => asked.repositories?.includes(one.name)).map((one) => one.id);
  const ids = [...named, ...(asked.repository_ids ?? [])];
  const isShort = ids.length < (asked.repositories?.length ?? 0) + (asked.repository_ids?.length ?? 0);
  if (isShort || ids.some((id) => !installation.repositories.has(id))) {
    throw new Refusal(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  return new Set(ids);
}
