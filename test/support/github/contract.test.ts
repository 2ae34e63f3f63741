import { statSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { contractOperations, faultsOfRequest } from "./contract.ts";
import { clientFor, placeOf, refusalOf } from "./octokit.ts";
import { routes } from "./routes/index.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const shop = await github.createRepository();
afterAll(() => github.stop());

test("the contract holds the operations that the stand-in answers, and no other", () => {
  expect([...contractOperations].toSorted()).toEqual(routes.map(({ operation }) => operation).toSorted());
});

test("the contract is under 200 kB", () => {
  const { size } = statSync(new URL("../../contract/github-requests.json", import.meta.url));

  expect(size).toBeLessThan(200_000);
});

describe("a request", () => {
  const operation = "POST /repos/{owner}/{repo}/check-runs";
  const path = { owner: "acme", repo: "shop" };
  const body = { name: "headgate", head_sha: "1".repeat(40) };

  test("as GitHub wants it has no faults", () => {
    expect(faultsOfRequest(operation, { path, query: {}, body })).toEqual([]);
  });

  test.each([
    ["lacks a key", { path, query: {}, body: { name: "headgate" } }, "must have required property"],
    [
      "has a key that GitHub does not know",
      { path, query: {}, body: { ...body, titel: "x" } },
      "knows no titel",
    ],
    ["has a wrong query", { path, query: { per_page: "1" }, body }, "must NOT have additional properties"],
    [
      "has a text that is too long",
      { path, query: {}, body: { ...body, output: { title: "t", summary: "x".repeat(65_536) } } },
      "must NOT have more than 65535",
    ],
    [
      "is completed without a conclusion",
      { path, query: {}, body: { ...body, status: "completed" } },
      "conclusion is missing",
    ],
  ])("that %s is told so", (_, requested, fault) => {
    expect(faultsOfRequest(operation, requested).join("\n")).toContain(fault);
  });

  test("whose number is none is told so", () => {
    const asked = { path: { ...path, issue_number: "one" }, query: {}, body: null };

    expect(faultsOfRequest("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", asked)).toEqual([
      "/issue_number must be integer",
    ]);
  });
});

test("what GitHub would refuse or not know is recorded as a violation", async () => {
  const client = clientFor(github, shop);
  const place = placeOf(shop);
  const create: string = "POST /repos/{owner}/{repo}/check-runs";

  await refusalOf(client.request(create, { ...place, name: "headgate" }));
  await refusalOf(client.request("GET /repos/{owner}/{repo}/none", place));

  expect(github.violations()).toEqual([
    expect.stringContaining("POST /repos/{owner}/{repo}/check-runs:"),
    "the stand-in has no GET /repos/acme/shop/none",
  ]);
});
