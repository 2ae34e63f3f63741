import { pullName, type PullKey, type RepositoryKey } from "../core/pull/pull.ts";
import { errorFields } from "../error-fields.ts";
import type { Forge, ForgeApp, Log, Store } from "../ports.ts";

/** GitHub can send a delivery again for three days. */
const REDELIVERY_MS = 3 * 86_400_000;

/** What catching up asks of the code host; a `ForgeApp` can do it. */
interface Host extends Pick<ForgeApp, "listRepositories" | "redeliverFailed"> {
  readonly forgeOf: (repository: RepositoryKey) => Promise<Pick<Forge, "listOpenPulls">>;
}

/** What catching up works with. */
export interface CatchUp {
  readonly app: Host;
  readonly store: Store;
  readonly log: Log;
  /** When the server started, milliseconds since 1970. */
  readonly startedAt: number;
  /** Aborted when the server stops: what was not swept is swept at the next start. */
  readonly signal: AbortSignal;
  /** Told, repository by repository, of the pull requests that were recorded. */
  readonly onRecorded: (pulls: readonly PullKey[]) => void;
}

/**
 * Finds what was missed while no server ran: asks the host to send again what it could not deliver, and records every
 * open pull request as changed; one that was reviewed with the same inputs costs no review. What fails is said and left
 * out: the rest goes on.
 */
export async function catchUp(setting: CatchUp): Promise<void> {
  const { app, log, startedAt, signal } = setting;
  try {
    const redelivered = await app.redeliverFailed(startedAt - REDELIVERY_MS);
    log.info({ redelivered }, "failed deliveries asked for again");
  } catch (error) {
    log.error(errorFields(error), "failed deliveries cannot be asked for");
  }
  try {
    let recorded = 0;
    for (const repository of await app.listRepositories()) {
      if (signal.aborted) return;
      recorded += await sweep(repository, setting);
    }
    log.info({ recorded }, "open pull requests swept");
  } catch (error) {
    log.error(errorFields(error), "repositories cannot be listed");
  }
}

/** Records the open pull requests of one repository. Gives how many. */
async function sweep(repository: RepositoryKey, setting: CatchUp): Promise<number> {
  const { app, store, log, startedAt, onRecorded } = setting;
  try {
    const forge = await app.forgeOf(repository);
    const numbers = await forge.listOpenPulls();
    const pulls = numbers.map((number) => ({ ...repository, number }));
    for (const pull of pulls) {
      const id = `sweep-${startedAt}-${pullName(pull)}`;
      await store.record({ id, pull, review: "changed", command: null, headSha: null }, startedAt);
    }
    onRecorded(pulls);
    return pulls.length;
  } catch (error) {
    const { owner, repository: name } = repository;
    log.error({ repository: `${owner}/${name}`, ...errorFields(error) }, "repository cannot be swept");
    return 0;
  }
}
