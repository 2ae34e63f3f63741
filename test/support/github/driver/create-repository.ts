import { join } from "node:path";
import { commitFiles, type Files } from "../git/commit.ts";
import { createBare } from "../git/repository.ts";
import { git } from "../git/run.ts";
import type { Account, Installation, Repository } from "../records.ts";
import { accountOf, type World } from "../world.ts";

/** A repository to make. It belongs to an organization, and the App is installed there, unless said otherwise. */
export interface RepositorySketch {
  readonly owner?: string;
  readonly name?: string;
  readonly files?: Files;
  readonly isPrivate?: boolean;
  readonly isInstalled?: boolean;
  readonly defaultBranch?: string;
  /** Makes it a fork, in which the App is not installed. */
  readonly parent?: Repository;
}

/** Makes a bare repository with a first commit, or as a copy of its parent. */
export async function createRepository(world: World, sketch: RepositorySketch): Promise<Repository> {
  const repository = newRepository(world, sketch);
  await createBare(repository.directory, repository.defaultBranch);
  await fillRepository(world, repository, sketch.files);
  world.repositories.push(repository);
  const isInstalled = sketch.isInstalled ?? repository.parent === null;
  if (isInstalled) installationOf(world, repository.owner).repositories.add(repository.id);
  return repository;
}

/** Deletes a repository: it is found no more, and pull requests from it have no head repository. */
export function forgetRepository(world: World, repository: Repository): void {
  world.repositories.splice(world.repositories.indexOf(repository), 1);
  const pulls = world.repositories.flatMap((one) => one.pulls);
  for (const pull of pulls) {
    if (pull.source === repository) pull.source = null;
  }
}

function newRepository(world: World, sketch: RepositorySketch): Repository {
  const { parent = null, name = "shop", owner = "acme", defaultBranch = "main" } = sketch;
  const account = accountOf(world, owner, parent === null ? "Organization" : "User");
  return {
    id: world.nextId(),
    owner: account,
    name,
    directory: join(world.root, owner, `${name}.git`),
    defaultBranch: parent?.defaultBranch ?? defaultBranch,
    isPrivate: sketch.isPrivate ?? false,
    parent,
    createdAt: world.now(),
    pulls: [],
    checks: [],
    runs: [],
    artifacts: [],
    roles: new Map(),
  };
}

async function fillRepository(world: World, repository: Repository, files: Files | undefined) {
  const { directory, defaultBranch, parent } = repository;
  if (parent !== null) {
    await git(directory, "fetch", "--quiet", parent.directory, "refs/heads/*:refs/heads/*");
    return;
  }
  await commitFiles(directory, {
    branch: defaultBranch,
    parent: null,
    files: files ?? { "README.md": "# Shop\n" },
    message: "Start",
    author: "author",
    at: world.now(),
  });
}

// One installation for each account, made with its first repository.
function installationOf(world: World, account: Account): Installation {
  const known = world.installations.find((one) => one.account === account);
  if (known !== undefined) return known;
  const installation = { id: world.nextId(), account, repositories: new Set<number>() };
  world.installations.push(installation);
  return installation;
}
