import { zipSync } from "fflate";
import { branchMoved } from "../acts/branch-moved.ts";
import { openPull } from "../acts/open-pull.ts";
import { commentOnIssue } from "../acts/comment-on-issue.ts";
import { uploadArtifact, type NewArtifact } from "../acts/upload-artifact.ts";
import { resolveCommit } from "../git/repository.ts";
import type { Files } from "../git/commit.ts";
import { git } from "../git/run.ts";
import { listTree, readBlob } from "../git/tree.ts";
import { fullName, type Repository, type Role } from "../records.ts";
import { accountOf, type World } from "../world.ts";
import { createRepository, forgetRepository } from "./create-repository.ts";
import { pullDriver, type PullDriver } from "./pull.ts";
import { pushCommit, type Push } from "./push.ts";

/** A pull request to open. With `files`, a commit with them is pushed to the head branch first. */
export interface PullSketch {
  readonly head?: string;
  readonly base?: string;
  readonly author?: string;
  readonly title?: string;
  readonly body?: string;
  readonly isDraft?: boolean;
  readonly files?: Files;
  /** The fork that the head lies in. */
  readonly fork?: RepositoryDriver;
}

/** An artifact to upload: files by their names in the zip, or the bytes of a zip as they are. Its name is `dbt-root`. */
export interface ArtifactSketch extends Omit<Partial<NewArtifact>, "fork"> {
  readonly sha: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly fork?: RepositoryDriver;
  readonly isExpired?: boolean;
}

/** A repository, as those who own it act on it. */
export interface RepositoryDriver {
  readonly record: Repository;
  readonly owner: string;
  readonly name: string;
  readonly fullName: string;
  /** The bare repository's folder, and its address for git. */
  readonly directory: string;
  readonly cloneUrl: string;
  /** The text of every file at a commit, by path. */
  readonly filesAt: (sha: string) => Promise<ReadonlyMap<string, string>>;
  readonly headOf: (branch: string) => Promise<string | null>;
  readonly pushCommit: (push: Push) => Promise<string>;
  readonly deleteBranch: (branch: string) => Promise<void>;
  readonly fork: (owner: string) => Promise<RepositoryDriver>;
  /** Deletes the repository; pull requests from it stay without a head repository. */
  readonly remove: () => void;
  readonly openPull: (sketch: PullSketch) => Promise<PullDriver>;
  /** Comments on an issue that is no pull request. */
  readonly commentOnIssue: (login: string, text: string) => Promise<void>;
  /** Lets a workflow run finish with an artifact; gives the artifact's id. */
  readonly uploadArtifact: (sketch: ArtifactSketch) => Promise<number>;
  readonly expireArtifacts: () => void;
  /** `custom`: the name of a custom role that is built on this one. */
  readonly setPermission: (login: string, role: Role, custom?: string) => void;
}

export function repositoryDriver(world: World, record: Repository): RepositoryDriver {
  return {
    record,
    owner: record.owner.login,
    name: record.name,
    fullName: fullName(record),
    directory: record.directory,
    cloneUrl: `${world.origin}/${fullName(record)}.git`,
    filesAt: (sha) => readFiles(record.directory, sha),
    headOf: (branch) => resolveCommit(record.directory, `refs/heads/${branch}`),
    pushCommit: (push) => pushCommit(world, record, push),
    deleteBranch: async (branch) => {
      await git(record.directory, "update-ref", "-d", `refs/heads/${branch}`);
      await branchMoved(world, record, { branch, sha: null, by: accountOf(world, "author") });
    },
    fork: async (owner) => {
      const made = { owner, name: record.name, isPrivate: record.isPrivate, parent: record };
      return repositoryDriver(world, await createRepository(world, made));
    },
    remove: () => forgetRepository(world, record),
    openPull: (sketch) => openFrom(world, record, sketch),
    commentOnIssue: (login, text) => commentOnIssue(world, record, { by: accountOf(world, login), text }),
    uploadArtifact: (sketch) => upload(world, record, sketch),
    expireArtifacts: () => {
      for (const artifact of record.artifacts) artifact.isExpired = true;
    },
    setPermission: (login, role, custom = role) => {
      accountOf(world, login);
      record.roles.set(login, { role, name: custom });
    },
  };
}

async function readFiles(directory: string, sha: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of (await listTree(directory, sha, true)) ?? []) {
    if (entry.type === "blob") files.set(entry.path, (await readBlob(directory, entry.sha)).toString("utf8"));
  }
  return files;
}

async function openFrom(world: World, repository: Repository, sketch: PullSketch): Promise<PullDriver> {
  const source = sketch.fork?.record ?? repository;
  const head = sketch.head ?? "change";
  const author = sketch.author ?? "author";
  if (sketch.files !== undefined) {
    await pushCommit(world, source, { branch: head, files: sketch.files, author });
  }
  const pull = await openPull(world, repository, {
    author: accountOf(world, author),
    source,
    head,
    base: sketch.base ?? repository.defaultBranch,
    title: sketch.title ?? head,
    body: sketch.body ?? "",
    isDraft: sketch.isDraft ?? false,
  });
  return pullDriver(world, pull);
}

async function upload(world: World, repository: Repository, sketch: ArtifactSketch): Promise<number> {
  const { files = {}, fork, isExpired = false, ...rest } = sketch;
  const entries = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const);
  const pull = repository.pulls.find((one) => one.headSha === sketch.sha);
  const artifact = await uploadArtifact(world, repository, {
    name: "dbt-root",
    branch: pull?.headRef ?? repository.defaultBranch,
    zip: sketch.zip ?? zipSync(Object.fromEntries(entries)),
    ...(fork === undefined ? {} : { fork: fork.record }),
    ...rest,
  });
  artifact.isExpired = isExpired;
  return artifact.id;
}
