import { readdirSync } from "node:fs";
import type { RequestListener } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ArtifactWorld, sha } from "../../support/artifact-world.ts";
import { startServer, type LoopbackServer } from "../../support/loopback-server.ts";

let world: ArtifactWorld;
let server: LoopbackServer;
let host = "";
/** By path; everything else is not there. */
let served = new Map<string, string>();
let asked: string[] = [];
let tokens = new Set<string>();

const listener: RequestListener = ({ url = "", headers }, response) => {
  asked.push(url);
  tokens.add(headers.authorization ?? "");
  const body = served.get(url) ?? served.get(url.split("?")[0] ?? "");
  response.writeHead(body === undefined ? 404 : 200).end(body);
};

beforeEach(async () => {
  world = new ArtifactWorld();
  served = new Map();
  asked = [];
  tokens = new Set();
  server = await startServer(listener);
  host = `files.test:${server.port}`;
});

afterEach(async () => {
  world.remove();
  await server.close();
});

const base = { side: "base", sha: sha("a"), branch: "main" } as const;

describe("a URL", () => {
  const place = (path: string, side: "base" | "head" | "both" = "both") =>
    ({ kind: "url", url: `http://${host}${path}`, side }) as const;
  const allowed = () => ({ hosts: new Map([[host, "Bearer s3cret"]]) });

  test("a folder by commit: for a base the newest ancestor that is there", async () => {
    world.ancestors = [sha("9"), sha("8")];
    served.set(`/root/${sha("8")}/manifest.json`, "{}");
    served.set(`/root/${sha("8")}/run_results.json`, "{}");

    const search = await world.find([place("/{project}/{sha}/")], base, allowed());

    expect(search.builtFrom).toBe(sha("8"));
    expect(readdirSync(search.location ?? "").toSorted()).toEqual(["manifest.json", "run_results.json"]);
    expect(tokens).toEqual(new Set(["Bearer s3cret"]));
  });

  test("a branch is encoded, so that it stays one part of the path", async () => {
    served.set("/feature%2F..%2Fx%3Fy/manifest.json", "{}");

    const search = await world.find([place("/{branch}/")], { branch: "feature/../x?y" }, allowed());

    expect(search.location).not.toBeNull();
    expect(search.builtFrom).toBeNull();
  });

  test("an address with a signature is asked for its one file alone", async () => {
    served.set("/manifest.json", "{}");

    await world.find([place("/manifest.json?sig=1")], {}, allowed());

    expect(asked).toEqual(["/manifest.json?sig=1"]);
  });

  test("each reason why not is said, without the query", async () => {
    const { missing } = await world.find(
      [
        place("/x/manifest.json?sig=s3cret"),
        place("/{branch}/", "base"),
        { kind: "url", url: "https://", side: "both" },
        { kind: "url", url: "http://evil.test/x?sig=s3cret", side: "both" },
      ],
      {},
      allowed(),
    );

    expect(missing).toEqual([
      `No manifest for head cccccccc at \`${host}/x/manifest.json\`: nothing puts it there.`,
      "The address in the configuration is for base alone.",
      "The address of artifacts in the configuration was not used. It is no address. Write one that begins with https://.",
      "`evil.test/x` was not downloaded. The host is not on the list of the server's operator. Check the address in the configuration, and the hosts that the server's operator allows.",
    ]);
  });

  test("the branch of a fork does not lead to artifacts", async () => {
    served.set("/main/manifest.json", "{}");

    const search = await world.find([place("/{branch}/")], { branch: "main", isFork: true }, allowed());

    expect(search.missing[0]).toContain("which a fork may choose");
    expect(asked).toEqual([]);
  });
});

describe("the dbt platform", () => {
  const place = { kind: "dbt-cloud", account: 4, job: 5, side: "both" } as const;
  const access = () => ({ dbtCloud: { host, token: "s3cret" } });
  const root = "/api/v2/accounts/4/runs/";

  function runs(...built: readonly (readonly [number, string, string])[]): void {
    const data = built.map(([id, git_sha, git_branch]) => ({ id, git_sha, git_branch, status: 10 }));
    served.set(root, JSON.stringify({ data }));
    for (const [id] of built) served.set(`${root}${id}/artifacts/manifest.json`, "{}");
  }

  test("the run of the head, asked with the operator's token", async () => {
    runs([1, sha("b"), "main"], [2, sha("c"), "topic"]);
    served.set(`${root}2/artifacts/sources.json`, "{}");

    const search = await world.find([place], {}, access());

    expect(search.builtFrom).toBe(sha("c"));
    expect(readdirSync(search.location ?? "").toSorted()).toEqual(["manifest.json", "sources.json"]);
    expect(asked[0]).toBe(`${root}?job_definition_id=5&status=10&order_by=-finished_at&limit=100`);
    expect(tokens).toEqual(new Set(["Token s3cret"]));
  });

  test("for a base the nearest ancestor, else the newest run of its branch", async () => {
    world.ancestors = [sha("9"), sha("8")];
    runs([3, sha("f"), "other"], [2, sha("e"), "main"], [1, sha("8"), "main"]);
    const ancestor = await world.find([place], base, access());
    world.ancestors = [];
    const newest = await world.find([place], base, access());

    expect(ancestor.builtFrom).toBe(sha("8"));
    expect(newest.builtFrom).toBe(sha("e"));
  });

  test("each reason why not is said", async () => {
    runs([1, sha("b"), "main"]);
    const without = await world.find([place, { ...place, side: "base" }]);
    const none = await world.find([place], {}, access());
    served.set(root, "<html>Sign in</html>");
    const broken = await world.find([place], {}, access());

    expect(without.missing).toEqual([
      "The dbt platform was not asked: the server's operator has given it no host and token.",
      "The dbt job 5 in the configuration is for base alone.",
    ]);
    expect(none.missing).toEqual([
      "The dbt job 5 has no successful run with a manifest for head cccccccc among its last 100.",
    ]);
    expect(broken.missing[0]).toContain("The runs of the dbt job could not be listed.");
    expect(JSON.stringify([without, none, broken])).not.toContain("s3cret");
  });
});
