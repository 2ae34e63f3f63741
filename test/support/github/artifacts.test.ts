import { unzipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { clientFor, placeOf, refusalOf } from "./octokit.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const shop = await github.createRepository({ isPrivate: true });
const client = clientFor(github, shop);
const place = placeOf(shop);
const files = { "manifest.json": "{}" };
const pull = await shop.openPull({ files: { "a.sql": "select 1\n" } });
const uploaded = await shop.uploadArtifact({ sha: pull.headSha(), files });
afterAll(() => github.stop());

async function addressOf(artifact: number): Promise<string> {
  const { headers } = await client.request(
    "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
    { ...place, artifact_id: artifact, archive_format: "zip", request: { redirect: "manual" } },
  );
  return headers.location ?? "";
}

describe("an artifact", () => {
  test("is found by its name and by the run at a head", async () => {
    const runs = await client.rest.actions.listWorkflowRunsForRepo({ ...place, head_sha: pull.headSha() });
    const run = runs.data.workflow_runs[0];
    const ofRun = await client.rest.actions.listWorkflowRunArtifacts({ ...place, run_id: run?.id ?? 0 });
    const named = await client.rest.actions.listArtifactsForRepo({ ...place, name: "dbt-root" });
    const others = await client.rest.actions.listArtifactsForRepo({ ...place, name: "none" });

    expect(run).toMatchObject({ status: "completed", conclusion: "success", head_sha: pull.headSha() });
    expect(ofRun.data.artifacts.map(({ id }) => id)).toEqual([uploaded]);
    expect(named.data.artifacts).toMatchObject([
      { id: uploaded, expired: false, workflow_run: { head_sha: pull.headSha() } },
    ]);
    expect(others.data.total_count).toBe(0);
  });

  test("comes as a zip from another host that gets no token", async () => {
    const address = await addressOf(uploaded);

    const response = await fetch(address);
    const zip = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const withToken = await fetch(address, { headers: { authorization: "Bearer token" } });

    expect(new URL(address).origin).not.toBe(github.url);
    expect(Buffer.from(zip["manifest.json"] ?? []).toString()).toBe("{}");
    expect(withToken.status).toBe(400);
  });

  test("follows GitHub's own client through the redirect", async () => {
    const { data } = await client.rest.actions.downloadArtifact({
      ...place,
      artifact_id: uploaded,
      archive_format: "zip",
    });

    if (!(data instanceof ArrayBuffer)) throw new Error("The client gave no bytes.");
    expect(Object.keys(unzipSync(new Uint8Array(data)))).toEqual(["manifest.json"]);
  });

  test("has an address for one minute, which nobody can make longer", async () => {
    const later = await startGitHub();
    const repository = await later.createRepository();
    const head = (await repository.headOf("main")) ?? "";
    const artifact = await repository.uploadArtifact({ sha: head, files });
    const { headers } = await clientFor(later, repository).request(
      "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
      {
        ...placeOf(repository),
        artifact_id: artifact,
        archive_format: "zip",
        request: { redirect: "manual" },
      },
    );
    const address = new URL(headers.location ?? "");

    const inTime = await fetch(address);
    later.advance(60_000);
    const late = await fetch(address);
    address.searchParams.set("se", "9999999999999");
    const forged = await fetch(address);
    await later.stop();

    expect([inTime.status, late.status, forged.status]).toEqual([200, 403, 404]);
  });

  test("that has expired is gone", async () => {
    const old = await shop.uploadArtifact({ sha: pull.headSha(), files, name: "old", isExpired: true });

    const refused = await refusalOf(addressOf(old));

    expect(refused).toMatchObject({ status: 410, message: "Artifact has expired" });
  });

  test("of a fork names the fork's repository", async () => {
    const fork = await shop.fork("stranger");
    const strange = await shop.openPull({ fork, author: "stranger", files: { "a.sql": "select 2\n" } });
    await shop.uploadArtifact({ sha: strange.headSha(), files, name: "strange", fork });

    const { data } = await client.rest.actions.listArtifactsForRepo({ ...place, name: "strange" });

    expect(data.artifacts[0]?.workflow_run?.head_repository_id).toBe(fork.record.id);
  });

  test("needs permission to read Actions", async () => {
    const token = github.installationToken(shop.record, { contents: "read" });
    const list = clientFor(github, shop, token).rest.actions.listArtifactsForRepo;

    expect((await refusalOf(list(place))).status).toBe(403);
  });
});
