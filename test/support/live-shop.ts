import type { RepositorySketch } from "./github/driver/create-repository.ts";
import type { RepositoryDriver } from "./github/driver/repository.ts";
import type { GitHub } from "./github/start.ts";
import { manifestOf, type ManifestSketch } from "./manifest.ts";
import { WHOLE } from "./pull-world.ts";

/** What CI reads in place of running dbt: the manifest itself, committed. */
const MANIFEST = "manifest.json";
const SCHEMA = "https://schemas.getdbt.com/dbt/manifest/v12.json";

const shops = new Map<number, RepositoryDriver>();
let commits = 0;

/** The files of a dbt project that has this manifest; never the same twice, so that each is a commit. */
export function sourcesOf(sketch: ManifestSketch): Readonly<Record<string, string>> {
  const metadata = { dbt_schema_version: SCHEMA, ...sketch.metadata };
  const manifest = JSON.stringify(manifestOf({ ...sketch, metadata }), null, 1);
  commits += 1;
  return { "models/orders.sql": `select ${commits}\n`, [MANIFEST]: manifest };
}

/** A repository with the shop on its main branch, built by CI; `wendy` may write. */
export async function openShop(
  github: GitHub,
  name: string,
  { files = {}, ...sketch }: RepositorySketch = {},
): Promise<RepositoryDriver> {
  const shop = await github.createRepository({ name, files: { ...sourcesOf(WHOLE), ...files }, ...sketch });
  shops.set(shop.record.id, shop);
  shop.setPermission("wendy", "write");
  await build(shop, "main", (await shop.headOf("main")) ?? "");
  return shop;
}

/** CI: uploads the manifest of a push. Of a fork, the workflow runs for the fork in the repository that it goes into. */
export async function build(repository: RepositoryDriver, branch: string, sha: string): Promise<void> {
  const manifest = (await repository.filesAt(sha)).get(MANIFEST);
  if (manifest === undefined) return;
  const parent = shops.get(repository.record.parent?.id ?? 0);
  const run = { sha, branch, files: { [MANIFEST]: manifest } };
  await (parent === undefined
    ? repository.uploadArtifact(run)
    : parent.uploadArtifact({ ...run, fork: repository }));
}

/** Stops the stand-in. Rejects when a request of the App was not as GitHub describes it. */
export async function stopGitHub(github: GitHub): Promise<void> {
  await github.stop();
  const violations = github.violations();
  if (violations.length > 0) throw new Error(violations.join("\n"));
}
