import type { Wanted } from "../action.ts";
import type { RepositoryKey } from "../core/pull/pull.ts";
import type { ArtifactRequest, ArtifactSearch, Forge, Log } from "../ports.ts";

/** How a repository on the code host is reached with a token. */
export interface HostAccess {
  readonly repository: RepositoryKey;
  readonly token: string;
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly log: Log;
}

/** The code host, as the commands that need it are given it. Nothing of it is loaded before it is asked for. */
export interface Hosting {
  readonly openRepository: (access: HostAccess) => Promise<Forge>;
  /** Gives what looks for artifacts. Which hosts may be asked is the operator's matter, not that of a repository. */
  readonly artifactFinder: (
    access: HostAccess,
  ) => Promise<(request: ArtifactRequest) => Promise<ArtifactSearch>>;
  /** What an event asks for, by its name and its payload; nothing where the event is none of ours. Throws when the payload is broken. */
  readonly readEvent: (name: string, payload: unknown) => Promise<readonly Wanted[]>;
}
