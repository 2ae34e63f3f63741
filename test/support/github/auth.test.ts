import { afterAll, describe, expect, test } from "vitest";
import { clientWith, clientFor, placeOf, refusalOf } from "./octokit.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const shop = await github.createRepository({ isPrivate: true });
const other = await github.createRepository({ name: "other", isPrivate: true, isInstalled: false });
afterAll(() => github.stop());

describe("the App itself", () => {
  test("is known by its JWT", async () => {
    const { data } = await clientWith(github).rest.apps.getAuthenticated();

    expect(data).toMatchObject({ id: github.appId, slug: "headgate", permissions: { checks: "write" } });
  });

  test("finds its installation and gets a token with the permissions it asks for", async () => {
    const app = clientWith(github);

    const { data } = await app.rest.apps.getRepoInstallation(placeOf(shop));
    const token = await app.rest.apps.createInstallationAccessToken({
      installation_id: data.id,
      repositories: ["shop"],
      permissions: { checks: "read" },
    });

    expect(token.data.permissions).toEqual({ metadata: "read", checks: "read" });
    const installations = await app.rest.apps.listInstallations();
    expect(installations.data.map(({ id }) => id)).toEqual([data.id]);
  });

  test("gets no token for permissions or repositories that it was not given", async () => {
    const app = clientWith(github);
    const { data } = await app.rest.apps.getRepoInstallation(placeOf(shop));
    const create = app.rest.apps.createInstallationAccessToken;

    const tooMuch = create({ installation_id: data.id, permissions: { contents: "write" } });
    const elsewhere = create({ installation_id: data.id, repositories: ["other"] });

    expect((await refusalOf(tooMuch)).status).toBe(422);
    expect((await refusalOf(elsewhere)).status).toBe(422);
  });

  test("is not let in with a JWT that another key signed", async () => {
    const stranger = await startGitHub();
    const client = clientWith(github, stranger.appJwt());

    const refused = await refusalOf(client.rest.apps.getAuthenticated());
    await stranger.stop();

    expect(refused).toMatchObject({ status: 401, message: "A JSON web token could not be decoded" });
  });

  test("is not let in with a JWT that has expired", async () => {
    const ahead = await startGitHub();
    const jwt = ahead.appJwt();
    ahead.advance(11 * 60_000);

    const client = clientWith(ahead, jwt);
    const refused = await refusalOf(client.rest.apps.getAuthenticated());
    await ahead.stop();

    expect(refused.status).toBe(401);
    expect(refused.message).toContain("'exp'");
  });
});

describe("an installation token", () => {
  test("lists the repositories that it reaches", async () => {
    const { data } = await clientFor(github, shop).rest.apps.listReposAccessibleToInstallation();

    expect(data).toMatchObject({ total_count: 1, repositories: [{ full_name: "acme/shop" }] });
  });

  test("is told that there is no repository where it does not reach", async () => {
    const refused = await refusalOf(clientFor(github, shop).rest.repos.get(placeOf(other)));

    expect(refused).toMatchObject({ status: 404, message: "Not Found" });
  });

  test("may do only what it has permission for, and is told what would do", async () => {
    const token = github.installationToken(shop.record, { contents: "read" });
    const create = clientFor(github, shop, token).rest.checks.create;

    const refused = await refusalOf(create({ ...placeOf(shop), name: "headgate", head_sha: "main" }));

    expect(refused).toMatchObject({ status: 403, message: "Resource not accessible by integration" });
    expect(refused.headers["x-accepted-github-permissions"]).toBe("checks=write");
  });

  test("ends after an hour", async () => {
    const later = await startGitHub();
    const repository = await later.createRepository();
    const client = clientFor(later, repository);
    await client.rest.repos.get(placeOf(repository));
    later.advance(3_600_000);

    const refused = await refusalOf(client.rest.repos.get(placeOf(repository)));
    await later.stop();

    expect(refused).toMatchObject({ status: 401, message: "Bad credentials" });
  });

  test("has no user behind it, a person's token has", async () => {
    const person = clientFor(github, shop, github.personToken("writer"));

    const refused = await refusalOf(clientFor(github, shop).rest.users.getAuthenticated());
    const { data } = await person.rest.users.getAuthenticated();

    expect(refused.status).toBe(403);
    expect(data.login).toBe("writer");
  });
});

test("an Action's token writes as github-actions", async () => {
  const pull = await shop.openPull({ head: "by-action", files: { "a.sql": "select 1\n" } });
  const client = clientFor(github, shop, github.actionsToken(shop.record));

  await client.rest.issues.createComment({ ...placeOf(shop), issue_number: pull.number, body: "done" });

  expect(pull.comments()).toMatchObject([{ author: "github-actions[bot]", app: "github-actions" }]);
});

test.each([
  ["maintain", undefined, { permission: "write", role_name: "maintain" }],
  ["triage", undefined, { permission: "read", role_name: "triage" }],
  ["write", "data-lead", { permission: "write", role_name: "data-lead" }],
  ["admin", undefined, { permission: "admin", role_name: "admin" }],
] as const)("a collaborator with %s is shown in the old and the new words", async (role, custom, shown) => {
  shop.setPermission("colleague", role, custom);

  const { data } = await clientFor(github, shop).rest.repos.getCollaboratorPermissionLevel({
    ...placeOf(shop),
    username: "colleague",
  });

  expect(data).toMatchObject(shown);
});

test("a stranger may read a public repository and nothing of a private one", async () => {
  const open = await github.createRepository({ name: "open" });
  github.personToken("stranger");
  const ask = async (repository: typeof shop) => {
    const client = clientFor(github, repository);
    const asked = { ...placeOf(repository), username: "stranger" };
    return (await client.rest.repos.getCollaboratorPermissionLevel(asked)).data.permission;
  };

  expect(await ask(open)).toBe("read");
  expect(await ask(shop)).toBe("none");
});
