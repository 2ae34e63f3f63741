import { generateKeyPairSync } from "node:crypto";
import nock from "nock";
import { Probot } from "probot";
import { afterEach, expect, test } from "vitest";
import { forgeApp } from "../../../src/edges/github/forge-app.ts";
import { endNock, forgeErrorOf, REPO } from "../../support/nock-github.ts";

afterEach(endNock);

const API = "https://api.github.com";
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function app() {
  nock.disableNetConnect();
  const probot = new Probot({
    appId: 1,
    privateKey,
    logLevel: "fatal",
  });
  const pause = (): Promise<void> => Promise.resolve();
  return forgeApp(probot, { log: silent, pause });
}

function grantToken(installation: number): void {
  nock(API)
    .post(`/app/installations/${installation}/access_tokens`)
    .reply(201, { token: `ghs_${installation}`, expires_at: "2999-01-01T00:00:00Z", permissions: {} });
}

const key = { installation: 5, owner: "acme", repository: "shop" };

test("a repository is reached with the token of its installation, that Probot fetches once", async () => {
  grantToken(5);
  const asked = nock(API, { reqheaders: { authorization: "token ghs_5" } });
  asked.get(`${REPO}/contents/a.yml?ref=main`).twice().reply(200, "ok");
  const forges = app();

  await (await forges.forgeOf(key)).readFile("a.yml", "main");

  expect(await (await forges.forgeOf(key)).readFile("a.yml", "main")).toBe("ok");
});

test("a repository without an installation cannot be reached, and that is said", async () => {
  const error = await forgeErrorOf(app().forgeOf({ ...key, installation: null }));

  expect(error.code).toBe("forge-no-installation");
});

test("repositories of all installations are listed, without suspended ones and archives", async () => {
  nock(API)
    .get("/app/installations?per_page=100")
    .reply(200, [
      { id: 5, suspended_at: null },
      { id: 6, suspended_at: "2026-01-01T00:00:00Z" },
    ]);
  grantToken(5);
  nock(API)
    .get("/installation/repositories?per_page=100")
    .reply(200, {
      total_count: 2,
      repositories: [
        { name: "shop", owner: { login: "acme" }, archived: false, disabled: false },
        { name: "old", owner: { login: "acme" }, archived: true, disabled: false },
      ],
    });

  expect(await app().listRepositories()).toEqual([key]);
});

test("deliveries of which no attempt arrived are sent again, the oldest first, each once", async () => {
  const page = "/app/hook/deliveries?per_page=100";
  const attempt = (id: number, guid: string, status_code: number) => {
    return { id, guid, status_code, delivered_at: "2026-11-20T10:00:00Z" };
  };
  const earlier = { ...attempt(4, "d", 500), delivered_at: "2026-11-01T10:00:00Z" };
  nock(API)
    .get(page)
    .reply(200, [attempt(9, "c", 502), attempt(8, "a", 200), attempt(7, "b", 502)], {
      link: `<${API}${page}&cursor=x>; rel="next"`,
    });
  nock(API)
    .get(`${page}&cursor=x`)
    .reply(200, [attempt(6, "b", 500), attempt(5, "a", 500), earlier]);
  const sent: string[] = [];
  nock(API)
    .post(/^\/app\/hook\/deliveries\/\d+\/attempts$/u)
    .twice()
    .reply(202, (uri) => {
      sent.push(uri);
      return {};
    });

  const count = await app().redeliverFailed(Date.parse("2026-11-19T00:00:00Z"));

  expect(count).toBe(2);
  expect(sent).toEqual(["/app/hook/deliveries/7/attempts", "/app/hook/deliveries/9/attempts"]);
});
