import { parse } from "yaml";
import { makeCatalog } from "../demo-project/catalog.mjs";
import { makeManifest } from "../demo-project/manifest.mjs";
import { makeSemanticManifest } from "../demo-project/semantic-manifest.mjs";
import { TARGETS } from "../demo-project/target.mjs";

/** What the shop's CI does with a push: writes dbt's artifacts of the files as they are there, and uploads them. */
export async function buildArtifacts(repository, branch, sha) {
  const target = TARGETS.find(({ name }) => name === (branch === "main" ? "base" : "head"));
  const sources = new Map([...(await repository.filesAt(sha))].sort(([a], [b]) => (a < b ? -1 : 1)));
  try {
    const files = artifactsOf(sources, target);
    await repository.uploadArtifact({ sha, branch, files });
    console.log(`CI: uploaded dbt-root of ${branch} at ${sha.slice(0, 7)}`);
  } catch (error) {
    console.log(`CI: no artifacts of ${branch} at ${sha.slice(0, 7)}: ${error.message}`);
  }
}

function artifactsOf(sources, target) {
  const manifest = makeManifest(sources, target);
  const artifacts = {
    "manifest.json": manifest,
    "catalog.json": makeCatalog(manifest, parse(sources.get("catalog.yml"))),
    "semantic_manifest.json": makeSemanticManifest(manifest),
  };
  return Object.fromEntries(Object.entries(artifacts).map(([name, value]) => [name, JSON.stringify(value)]));
}
