import type { RepositoryKey } from "../../core/pull/pull.ts";
import { ForgeError } from "../../errors.ts";
import type { ForgeApp } from "../../ports.ts";
import { connectAs, type Authenticated, type GitHub } from "./client.ts";
import { forgeOver, type ForgeSetting, type Identified } from "./forge.ts";
import { identityOf } from "./identity.ts";
import { redeliverFailed } from "./redelivery.ts";

/** Whoever authenticates the App, such as a Probot. Without an installation it is the App itself that asks. */
export interface Authenticator {
  readonly auth: (installation?: number) => Promise<Authenticated>;
}

/** The App on GitHub. */
export function forgeApp(probot: Authenticator, setting: ForgeSetting): ForgeApp {
  const clients = new Map<number | undefined, Identified>();
  const clientOf = async (installation?: number): Promise<Identified> => {
    const known = clients.get(installation);
    if (known !== undefined) return known;
    const github = connectAs(await probot.auth(installation), setting);
    const client = { github, ownLogin: identityOf(github) };
    clients.set(installation, client);
    return client;
  };
  return {
    forgeOf: async (key) => forgeOver(await clientOf(installationOf(key)), key, setting),
    listRepositories: async () => {
      const found: RepositoryKey[] = [];
      const { github: app } = await clientOf();
      for (const installation of await listInstallations(app)) {
        const { github } = await clientOf(installation);
        found.push(...(await listReached(github, installation)));
      }
      return found;
    },
    redeliverFailed: async (since) => redeliverFailed((await clientOf()).github, since),
  };
}

function installationOf({ installation, owner, repository }: RepositoryKey): number {
  if (installation !== null) return installation;
  throw new ForgeError("forge-no-installation", {
    what: `\`${owner}/${repository}\` cannot be reached.`,
    why: "It is not known which installation of the App reaches it.",
    todo: "Install the App on the repository.",
  });
}

/** Those that are not suspended: a suspended one refuses every request. */
async function listInstallations(app: GitHub): Promise<readonly number[]> {
  const installations = await app.paginate(app.rest.apps.listInstallations, { per_page: 100 });
  return installations.filter(({ suspended_at: at }) => at === null).map(({ id }) => id);
}

async function listReached(github: GitHub, installation: number): Promise<readonly RepositoryKey[]> {
  const { apps } = github.rest;
  const repositories = await github.paginate(apps.listReposAccessibleToInstallation, { per_page: 100 });
  // Nothing can be written to an archived one.
  const open = repositories.filter(({ archived, disabled }) => !archived && !disabled);
  return open.map(({ owner, name }) => ({ installation, owner: owner.login, repository: name }));
}
