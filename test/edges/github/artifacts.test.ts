import nock from "nock";
import { afterEach, expect, test } from "vitest";
import { endNock, forgeErrorOf, nockedForge, REPO } from "../../support/nock-github.ts";

afterEach(endNock);

const sha = "c".repeat(40);
const ZIP = `${REPO}/actions/artifacts/3/zip`;

function artifact(id: number, more: object = {}): object {
  return {
    id,
    name: "dbt-root",
    size_in_bytes: 1000,
    expired: false,
    digest: "sha256:ab",
    created_at: `2026-11-0${id}T00:00:00Z`,
    workflow_run: { id: 11, repository_id: 1, head_repository_id: 1, head_sha: sha },
    ...more,
  };
}

test("artifacts of a head are those of its runs, newest first", async () => {
  const { forge, github } = nockedForge();
  const runs = { total_count: 2, workflow_runs: [{ id: 11 }, { id: 12 }] };
  github.get(`${REPO}/actions/runs?head_sha=${sha}&per_page=100`).reply(200, runs);
  const page = (run: number): string => `${REPO}/actions/runs/${run}/artifacts?name=dbt-root&per_page=100`;
  github.get(page(11)).reply(200, { total_count: 1, artifacts: [artifact(1)] });
  github.get(page(12)).reply(200, { total_count: 1, artifacts: [artifact(2)] });

  const found = await forge.listArtifacts("dbt-root", sha);

  expect(found.map(({ id }) => id)).toEqual([2, 1]);
  expect(found[0]).toEqual({
    id: 2,
    name: "dbt-root",
    sizeInBytes: 1000,
    isExpired: false,
    digest: "sha256:ab",
    headSha: sha,
    isFromFork: false,
    createdAt: "2026-11-02T00:00:00Z",
  });
});

test("without a head they are all of that name; a run of another repository, or of a deleted one, is a fork's", async () => {
  const { forge, github } = nockedForge();
  const other = { id: 11, repository_id: 1, head_repository_id: 2, head_sha: sha };
  const deleted = { id: 11, repository_id: 1, head_sha: sha };
  github.get(`${REPO}/actions/artifacts?name=dbt-root&per_page=100`).reply(200, {
    total_count: 3,
    artifacts: [
      artifact(3, { workflow_run: other }),
      artifact(2, { workflow_run: deleted, digest: null }),
      artifact(1, { workflow_run: null }),
    ],
  });

  const found = await forge.listArtifacts("dbt-root", null);

  expect(found.map(({ id, isFromFork, digest }) => [id, isFromFork, digest])).toEqual([
    [3, true, "sha256:ab"],
    [2, true, null],
  ]);
});

test("the storage that GitHub redirects to does not get our token", async () => {
  const { forge, github } = nockedForge();
  github
    .get(ZIP)
    .matchHeader("authorization", "token t0ken")
    .reply(302, "", { location: "https://storage.test/zip?sig=1" });
  const storage = nock("https://storage.test", { badheaders: ["authorization"] });
  storage.get("/zip?sig=1").reply(200, "zipped");

  const chunks: Uint8Array[] = [];
  for await (const chunk of await forge.downloadArtifact(3)) chunks.push(chunk);

  expect(Buffer.concat(chunks).toString()).toBe("zipped");
});

test("an address that is no longer good, and an artifact that is gone, are errors", async () => {
  const { forge, github } = nockedForge();
  github.get(ZIP).reply(302, "", { location: "https://storage.test/zip?sig=1" });
  nock("https://storage.test").get("/zip?sig=1").reply(403);
  github.get(ZIP).reply(410, { message: "Artifact has expired" });

  const late = await forgeErrorOf(forge.downloadArtifact(3));
  const gone = await forgeErrorOf(forge.downloadArtifact(3));

  expect(late.advice.why).toBe("The storage says: 403.");
  expect(late.advice.what).not.toContain("sig=");
  expect(gone.code).toBe("forge-missing");
});
