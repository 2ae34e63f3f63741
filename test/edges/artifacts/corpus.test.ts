import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { basename, join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/core/json.ts";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import { fromPath } from "../../../src/edges/artifacts/from-path.ts";

/** Real artifacts, outside the repository: without them these tests are skipped. */
const CORPUS =
  process.env["HEADGATE_CORPUS"] ?? fileURLToPath(new URL("../../../../shared/corpus", import.meta.url));
const isHere = existsSync(CORPUS);

function findManifests(): readonly string[] {
  const paths = readdirSync(CORPUS, { recursive: true, encoding: "utf8" });
  return paths.filter(isManifest).toSorted();
}

function isManifest(path: string): boolean {
  const name = basename(path);
  return (
    !path.includes("json-schemas") &&
    /(?:^manifest|-manifest|dbt-core-test|like-v20|manifest_\d).*\.json(?:\.gz)?$/u.test(name)
  );
}

function readWhole(path: string): Json {
  const bytes = readFileSync(path);
  return JSON.parse((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8"));
}

describe.skipIf(!isHere)("every manifest of the corpus", () => {
  const manifests = isHere ? findManifests() : [];

  test("is there", () => {
    expect(manifests.length).toBeGreaterThan(50);
  });

  test.each(manifests)("%s reads like the parser makes of the whole text", async (path) => {
    const location = join(CORPUS, relative("", path));

    const { project, notes } = await fromPath().readSide(location);

    expect(project).toEqual(parseManifest(readWhole(location)));
    expect(notes.filter(({ state }) => state === "unreadable")).toEqual([]);
  });
});
