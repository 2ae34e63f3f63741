import { z } from "zod";
import type { RepositoryKey } from "../core/pull/pull.ts";

/** What every event of a GitHub App says of where it happened. */
export const Place = z.object({
  repository: z.object({ id: z.number(), name: z.string(), owner: z.object({ login: z.string() }) }),
  installation: z.object({ id: z.number() }).nullish(),
});

/** Whoever did something; null for an account that is gone. */
export const Actor = z.object({ login: z.string(), type: z.string() }).nullish();

/** A pull request as check and workflow events list them. */
export const ListedPull = z.object({
  number: z.number(),
  head: z.object({ sha: z.string() }),
  base: z.object({ repo: z.object({ id: z.number() }) }),
});

/** The repository of an event. */
export function repositoryOf({ repository, installation }: z.infer<typeof Place>): RepositoryKey {
  return {
    installation: installation?.id ?? null,
    owner: repository.owner.login,
    repository: repository.name,
  };
}

/** The pull requests of this repository: GitHub lists those of every repository that the head could be merged into. */
export function ownPulls<P extends z.infer<typeof ListedPull>>(
  pulls: readonly P[],
  { repository }: z.infer<typeof Place>,
): readonly P[] {
  return pulls.filter(({ base }) => base.repo.id === repository.id);
}
