import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ArtifactWorld, sha } from "../../support/artifact-world.ts";

const folder = { kind: "git", path: "state/{project}", branch: null } as const;
const branch = { kind: "git", path: "{sha}/{project}", branch: "artifacts" } as const;
const base = { side: "base", sha: sha("a"), branch: "main" } as const;

let world: ArtifactWorld;

beforeEach(() => {
  world = new ArtifactWorld();
});

afterEach(() => {
  world.remove();
});

function commit(path: string, ref: string, text = "{}"): void {
  const bytes = Buffer.from(text);
  world.files.set(`${path}@${ref}`, path.endsWith(".gz") ? gzipSync(bytes) : bytes);
}

test("a folder at the commit, with what lies beside the manifest, unpacked", async () => {
  commit("state/root/manifest.json.gz", sha("c"), '{"a":1}');
  commit("state/root/catalog.json", sha("c"));

  const { location, builtFrom } = await world.find([folder]);

  expect(builtFrom).toBe(sha("c"));
  expect(readdirSync(location ?? "").toSorted()).toEqual(["catalog.json", "manifest.json"]);
  expect(readFileSync(join(location ?? "", "manifest.json"), "utf8")).toBe('{"a":1}');
});

test("a file at a commit never changes: it is read once", async () => {
  commit("state/root/manifest.json", sha("c"));

  const first = await world.find([folder]);
  const count = world.asked.length;

  expect(await world.find([folder])).toEqual(first);
  expect(world.asked).toHaveLength(count);
});

test("what does not lie there is not asked for", async () => {
  commit("state/root/manifest.json", sha("c"));
  commit("state/root/catalog.json.gz", sha("c"));

  await world.find([folder]);

  expect(world.asked).toEqual([
    `folder state/root@${sha("c")}`,
    `file state/root/manifest.json@${sha("c")}`,
    `file state/root/catalog.json.gz@${sha("c")}`,
  ]);
});

test("in a folder with more files than the host lists each artifact is asked for", async () => {
  world.isCrowded = true;
  commit("state/root/manifest.json.gz", sha("c"));

  const { location } = await world.find([folder]);

  expect(readdirSync(location ?? "")).toEqual(["manifest.json"]);
});

test("a single file of another name than dbt's has nothing beside it", async () => {
  commit("prod.json", sha("c"));
  commit("catalog.json", sha("c"));

  const { location } = await world.find([{ ...folder, path: "prod.json" }]);

  expect(readdirSync(location ?? "")).toEqual(["manifest.json"]);
});

test("a branch of artifacts by commit: for a base also by its newest ancestor", async () => {
  world.ancestors = [sha("9"), sha("8")];
  commit(`${sha("8")}/root/manifest.json`, "artifacts");
  commit(`${sha("9")}/root/manifest.json`, "artifacts");

  const { builtFrom, location } = await world.find([branch], base);

  expect(builtFrom).toBe(sha("9"));
  expect(location).not.toBeNull();
});

test("a branch of artifacts without a commit in the path does not say what was built, and is read anew", async () => {
  const place = { ...branch, path: "latest" };
  commit("latest/manifest.json", "artifacts", "{}");
  const before = await world.find([place], base);
  commit("latest/manifest.json", "artifacts", '{"a":1}');
  const after = await world.find([place], base);

  expect(before.builtFrom).toBeNull();
  expect(after.location).not.toBe(before.location);
});

test("at most twenty ancestors are tried", async () => {
  world.ancestors = Array.from({ length: 50 }, (_, index) => sha("d").slice(2) + String(index + 10));

  await world.find([branch], base);

  expect(world.asked.filter((question) => question.startsWith("folder "))).toHaveLength(20);
});

test("what is missing names path and commit, or path and branch", async () => {
  const { missing } = await world.find([folder, { ...branch, path: "latest" }]);

  expect(missing).toEqual([
    "No manifest at `state/root` at head cccccccc: nothing commits it there.",
    "No manifest at `latest` at the branch `artifacts`: nothing commits it there.",
  ]);
});

test("a fork that calls its branch main does not get the artifacts of main", async () => {
  const place = { ...branch, path: "{branch}" };
  commit("main/manifest.json", "artifacts");
  const head = { branch: "main", isFork: true };

  const { location, missing } = await world.find([place], head);

  expect(location).toBeNull();
  expect(missing[0]).toContain("which a fork may choose");
});

test("a packed file that unpacks to too much is refused", async () => {
  commit("state/root/manifest.json.gz", sha("c"), " ".repeat(2_000_000));

  const { missing } = await world.find([folder]);

  expect(missing[0]).toContain("It has more than 1 MB.");
  expect(world.kept()).toEqual([]);
});

test("a broken file beside the manifest is left out", async () => {
  commit("state/root/manifest.json", sha("c"));
  world.files.set(`state/root/catalog.json.gz@${sha("c")}`, Buffer.from("no gzip"));

  const { location } = await world.find([folder]);

  expect(readdirSync(location ?? "")).toContain("manifest.json");
});
