import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSettings } from "../../src/server/settings.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const folder = mkdtempSync(join(tmpdir(), "headgate-settings-"));
const file = join(folder, "key.pem");
writeFileSync(file, pem);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const whole = { APP_ID: "12", PRIVATE_KEY: pem, WEBHOOK_SECRET: "a long secret" };

test("with an App, its key and its secret nothing else is needed", () => {
  expect(readSettings(whole)).toEqual({
    appId: 12,
    privateKey: pem,
    webhookSecret: "a long secret",
    host: "localhost",
    port: 3000,
    baseUrl: "https://api.github.com",
    databaseUrl: null,
    dataDir: ".headgate",
    logLevel: "info",
  });
});

test.each([
  ["as it is", { PRIVATE_KEY: pem }],
  ["with \\n for each line break", { PRIVATE_KEY: pem.replaceAll("\n", "\\n") }],
  ["as base64", { PRIVATE_KEY: Buffer.from(pem).toString("base64") }],
  ["in a file", { PRIVATE_KEY: "", PRIVATE_KEY_PATH: file }],
])("the private key is taken %s", (_, over) => {
  expect(readSettings({ ...whole, ...over }).privateKey).toBe(pem);
});

test("what is set is used: the store, the address, a GitHub Enterprise Server", () => {
  const settings = readSettings({
    ...whole,
    DATABASE_URL: "postgres://db/headgate",
    HEADGATE_DATA_DIR: "/var/lib/headgate",
    HOST: "0.0.0.0",
    PORT: "8080",
    GHE_HOST: "github.acme.example",
    LOG_LEVEL: "warn",
  });

  expect(settings).toMatchObject({
    databaseUrl: "postgres://db/headgate",
    dataDir: "/var/lib/headgate",
    host: "0.0.0.0",
    port: 8080,
    baseUrl: "https://github.acme.example/api/v3",
    logLevel: "warn",
  });
});

test.each([
  ["no App", { APP_ID: "" }, "app-id-missing"],
  ["an App by its name", { APP_ID: "headgate" }, "app-id-missing"],
  ["no key", { PRIVATE_KEY: "" }, "private-key-missing"],
  ["a key that is none", { PRIVATE_KEY: "secret-text" }, "private-key-invalid"],
  [
    "a file of a key that is not there",
    { PRIVATE_KEY: "", PRIVATE_KEY_PATH: "no.pem" },
    "private-key-unreadable",
  ],
  ["no webhook secret", { WEBHOOK_SECRET: "" }, "webhook-secret-missing"],
  ["the webhook secret that everybody knows", { WEBHOOK_SECRET: "development" }, "webhook-secret-missing"],
  ["a port that is none", { PORT: "http" }, "port-invalid"],
  ["a port above all ports", { PORT: "70000" }, "port-invalid"],
  ["an unknown log level", { LOG_LEVEL: "loud" }, "log-level-invalid"],
])("a server with %s is refused", (_, over, code) => {
  const read = () => readSettings({ ...whole, ...over });

  expect(read).toThrow(expect.objectContaining({ code }));
  expect(read).not.toThrow(/secret-text/u);
});
