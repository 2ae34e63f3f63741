import { afterAll, afterEach, expect, test } from "vitest";
import { startGitHub } from "../../support/github/start.ts";
import { endNock, nockedForge, REPO } from "../../support/nock-github.ts";

const bytes = Buffer.from([0x1f, 0x8b, 0xff, 0x00]);
const host = await startGitHub();
const shop = await host.createRepository({ isPrivate: true, files: { "state/manifest.json.gz": bytes } });
const sha = (await shop.headOf("main")) ?? "";

afterEach(endNock);
afterAll(() => host.stop());

test("a file that is too large for the API comes by git, with our token", async () => {
  const { forge, github } = nockedForge({ token: host.installationToken(shop.record) });
  const message =
    "This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.";
  github.get(`${REPO}/contents/state%2Fmanifest.json.gz?ref=main`).reply(403, { message });
  github.get(REPO).reply(200, { clone_url: shop.cloneUrl });
  github.get(`${REPO}/commits/main?per_page=1`).reply(200, { sha });

  const read = await forge.readBytes("state/manifest.json.gz", "main");

  expect(Buffer.from(read ?? [])).toEqual(bytes);
});
