import { forbidden } from "../http/refusal.ts";
import { ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import type { Route } from "../http/route.ts";
import { rateOf } from "../http/rate.ts";
import { accountView } from "../views/account.ts";
import { repositoryView } from "../views/repository.ts";

/** What a token can ask about itself. */
export const tokenRoutes: readonly Route[] = [
  {
    of: "token",
    operation: "GET /installation/repositories",
    answer: (call) => {
      const { world, actor } = call;
      if (actor.installation === null) throw forbidden("metadata=read");
      const seen = world.repositories.filter((one) => actor.repositories?.has(one.id) !== false);
      return paged(
        call,
        seen.map((one) => repositoryView(world, one)),
        (repositories, total) => ({
          total_count: total,
          repository_selection: "selected",
          repositories,
        }),
      );
    },
  },
  {
    of: "token",
    operation: "GET /rate_limit",
    answer: ({ world, actor }) => {
      const rate = rateOf(world, actor.token);
      return ok({ resources: { core: rate, graphql: rate }, rate });
    },
  },
  {
    of: "token",
    operation: "GET /user",
    answer: ({ world, actor }) => {
      // An App has no user; only a person's token does.
      if (actor.app !== null) throw forbidden("metadata=read");
      return ok(accountView(world, actor.account));
    },
  },
];
