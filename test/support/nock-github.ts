import nock from "nock";
import { tokenForge } from "../../src/edges/github/forge.ts";
import { ForgeError } from "../../src/errors.ts";
import type { Forge, Log } from "../../src/ports.ts";

const ORIGIN = "https://github.test";

/** The paths of the repository that the forge is of. */
export const REPO = "/repos/acme/shop";

/** A forge over answers that a test writes down, the pauses it asked for, and the lines it logged. */
export interface NockedForge {
  readonly forge: Forge;
  readonly github: nock.Scope;
  readonly pauses: readonly number[];
  readonly logged: readonly string[];
}

/** A forge whose requests go to nock; nobody waits. `login`: who we are, asked at most once. */
export function nockedForge({ login = "headgate[bot]", token = "t0ken" } = {}): NockedForge {
  nock.disableNetConnect();
  const pauses: number[] = [];
  const logged: string[] = [];
  const note: Log["info"] = (_, message) => {
    logged.push(message);
  };
  const pause = (ms: number): Promise<void> => {
    pauses.push(ms);
    return Promise.resolve();
  };
  const log = { info: note, warn: note, error: note };
  const repository = { installation: null, owner: "acme", repository: "shop" };
  const forge = tokenForge({ token, baseUrl: ORIGIN }, repository, { log, pause });
  nock(ORIGIN)
    .post("/graphql")
    .optionally()
    .reply(200, { data: { viewer: { login } } });
  return { forge, github: nock(ORIGIN), pauses, logged };
}

/** Forgets all answers; throws when some were never asked for. */
export function endNock(): void {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (pending.length > 0) throw new Error(`Never asked for: ${pending.join(", ")}`);
}

/** The `ForgeError` that a promise is rejected with. */
export async function forgeErrorOf(promise: Promise<unknown>): Promise<ForgeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ForgeError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}
