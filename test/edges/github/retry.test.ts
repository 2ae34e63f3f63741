import { afterEach, expect, test } from "vitest";
import { endNock, forgeErrorOf, nockedForge, REPO } from "../../support/nock-github.ts";

afterEach(endNock);

const FILE = `${REPO}/contents/a.yml?ref=main`;

test("a read is tried again after a server error and after silence, waiting twice as long each time", async () => {
  const { forge, github, pauses } = nockedForge();
  github.get(FILE).reply(502, { message: "Bad gateway" });
  github.get(FILE).replyWithError("socket hang up");
  github.get(FILE).reply(200, "ok");

  const text = await forge.readFile("a.yml", "main");

  expect(text).toBe("ok");
  expect(pauses).toEqual([1000, 2000]);
});

test("a read is given up after two more tries", async () => {
  const { forge, github } = nockedForge();
  github.get(FILE).times(3).reply(500, { message: "Oops" });

  const error = await forgeErrorOf(forge.readFile("a.yml", "main"));

  expect(error.code).toBe("forge-unavailable");
});

test("a secondary limit is waited for as long as `retry-after` says", async () => {
  const { forge, github, pauses } = nockedForge();
  github
    .get(FILE)
    .reply(403, { message: "You have exceeded a secondary rate limit" }, { "retry-after": "7" });
  github.get(FILE).reply(200, "ok");

  await forge.readFile("a.yml", "main");

  expect(pauses).toEqual([7000]);
});

test("a used-up limit is waited for until it resets, by GitHub's clock", async () => {
  const { forge, github, pauses } = nockedForge();
  github.get(FILE).reply(
    403,
    { message: "API rate limit exceeded" },
    {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "1800000030",
      date: "Fri, 15 Jan 2027 08:00:00 GMT",
    },
  );
  github.get(FILE).reply(200, "ok");

  await forge.readFile("a.yml", "main");

  expect(pauses).toEqual([30_000]);
});

test("nobody waits longer than a minute: the error says that it is tried again later", async () => {
  const { forge, github, pauses } = nockedForge();
  github.get(FILE).reply(429, { message: "Too many requests" }, { "retry-after": "900" });

  const error = await forgeErrorOf(forge.readFile("a.yml", "main"));

  expect(error.code).toBe("forge-rate-limited");
  expect(pauses).toEqual([]);
});

test("a token that is refused is shown again, twice at most", async () => {
  const { forge, github, pauses } = nockedForge();
  github.get(FILE).times(3).reply(401, { message: "Bad credentials" });

  const error = await forgeErrorOf(forge.readFile("a.yml", "main"));

  expect(error.code).toBe("forge-unauthorized");
  expect(error.advice.todo).toContain("private key");
  expect(pauses).toEqual([1000, 2000]);
});

test.each([
  [403, "Resource not accessible by integration", "forge-forbidden"],
  [422, "Validation Failed", "forge-refused"],
])("a refusal with %d is not tried again and says what to do", async (status, message, code) => {
  const { forge, github, pauses } = nockedForge();
  github.get(FILE).reply(status, { message, errors: [{ value: "what a stranger wrote" }] });

  const error = await forgeErrorOf(forge.readFile("a.yml", "main"));

  expect(error.code).toBe(code);
  expect(error.advice.why).toBe(`It says: ${status} ${message}.`);
  expect(error.advice.todo).not.toBe("");
  expect(JSON.stringify(error.advice)).not.toContain("stranger");
  expect(pauses).toEqual([]);
});
