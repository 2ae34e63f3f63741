import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { zipSync, type Zippable } from "fflate";
import type { ArtifactPlace } from "../../src/core/config.ts";
import type { Sha } from "../../src/core/pull/pull.ts";
import { artifactFinder, type FinderSetting } from "../../src/edges/artifacts/find-artifacts.ts";
import type { ForgeError } from "../../src/errors.ts";
import type { ArtifactRequest, ArtifactSearch, Forge, WorkflowArtifact } from "../../src/ports.ts";
import { loopback } from "./loopback-server.ts";

/** A commit's sha made of one letter. */
export function sha(letter: string): Sha {
  return letter.repeat(40);
}

const unused = (): Promise<never> => Promise.reject(new Error("Nobody asks for that."));

/** What places can be found in: workflow artifacts and files of a repository in memory, and a cache on disk. */
export class ArtifactWorld {
  readonly folder = mkdtempSync(join(tmpdir(), "headgate-find-"));
  readonly artifacts: WorkflowArtifact[] = [];
  readonly zips = new Map<number, Uint8Array>();
  /** By `path@ref`. */
  readonly files = new Map<string, Uint8Array>();
  /** What was asked of the forge. */
  readonly asked: string[] = [];
  ancestors: readonly Sha[] = [];
  /** Folders of the repository hold more than the host lists. */
  isCrowded = false;
  /** Thrown by every question to the forge. */
  fault: ForgeError | null = null;

  readonly forge: Forge = {
    readPull: unused,
    listOpenPulls: unused,
    mergeBase: unused,
    listAncestors: (from) => this.#answer(`ancestors ${from[0]}`, [from, ...this.ancestors]),
    readFile: unused,
    readBytes: (path, ref) => this.#answer(`file ${path}@${ref}`, this.files.get(`${path}@${ref}`) ?? null),
    listFolder: (path, ref) => this.#answer(`folder ${path}@${ref}`, this.#namesIn(path, ref)),
    changedFiles: unused,
    permissionOf: unused,
    findComment: unused,
    ensureComment: unused,
    ensureLineComments: unused,
    react: unused,
    listReactions: unused,
    ensureCheck: unused,
    listArtifacts: (name, head) => {
      const found = this.artifacts.filter(
        (one) => one.name === name && (head === null || one.headSha === head),
      );
      return this.#answer(`artifacts ${name} ${head?.[0] ?? "*"}`, found);
    },
    downloadArtifact: (id) => this.#answer(`download ${id}`, this.#stream(id)),
  };

  /** Puts an artifact of a workflow there, with the digest of its zip. */
  upload(letter: string, entries: Zippable, more: Partial<WorkflowArtifact> = {}): void {
    const id = this.artifacts.length + 1;
    const zip = zipSync(entries);
    this.zips.set(id, zip);
    this.artifacts.push({
      id,
      name: "dbt-root",
      sizeInBytes: zip.length,
      isExpired: false,
      digest: `sha256:${createHash("sha256").update(zip).digest("hex")}`,
      headSha: sha(letter),
      isFromFork: false,
      createdAt: "2026-11-25T00:00:00Z",
      ...more,
    });
  }

  find(
    places: readonly ArtifactPlace[],
    request: Partial<ArtifactRequest> = {},
    setting: Partial<FinderSetting> = {},
  ): Promise<ArtifactSearch> {
    const find = artifactFinder(
      {
        cache: { folder: this.folder, mostBytes: 1_000_000 },
        mostBytes: 1_000_000,
        hosts: new Map(),
        dbtCloud: null,
        networks: { url: loopback, dbtCloud: loopback },
        ...setting,
      },
      { now: () => Date.parse("2026-11-25T00:00:00Z") },
    );
    return find({
      forge: this.forge,
      repository: "acme/shop",
      places,
      project: ".",
      side: "head",
      sha: sha("c"),
      branch: "topic",
      isFork: false,
      ...request,
    });
  }

  /** Folders that the cache holds. */
  kept(): readonly string[] {
    return readdirSync(this.folder);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #namesIn(folder: string, ref: string): readonly string[] | null {
    if (this.isCrowded) return null;
    const paths = [...this.files.keys()]
      .filter((key) => key.endsWith(`@${ref}`))
      .map((key) => key.split("@")[0] ?? "");
    return paths
      .filter((path) => path.startsWith(folder === "" ? "" : `${folder}/`))
      .map((path) => posix.basename(path));
  }

  async #answer<T>(question: string, value: T): Promise<T> {
    this.asked.push(question);
    if (this.fault !== null) throw this.fault;
    return value;
  }

  async *#stream(id: number): AsyncGenerator<Uint8Array> {
    const zip = this.zips.get(id) ?? new Uint8Array();
    for (let at = 0; at < zip.length; at += 100) yield zip.subarray(at, at + 100);
  }
}
