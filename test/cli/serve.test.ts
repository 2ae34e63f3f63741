import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { serveCommand } from "../../src/cli/serve.ts";
import { readSettings } from "../../src/server/settings.ts";

test("serve runs the server", async () => {
  let served = 0;
  const command = serveCommand.define({
    serve: () => {
      served += 1;
      return Promise.resolve();
    },
  });

  await command.parseAsync([], { from: "user" });

  expect(served).toBe(1);
});

test("the help of serve names every variable that the server reads", () => {
  const pem = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({
    type: "pkcs1",
    format: "pem",
  });
  const values: Record<string, string> = { APP_ID: "12", WEBHOOK_SECRET: "long", PRIVATE_KEY: String(pem) };
  const read: string[] = [];
  const env = new Proxy(values, {
    get: (_, name) => {
      read.push(String(name));
      return values[String(name)];
    },
  });
  let help = "";
  const command = serveCommand.define({ serve: () => Promise.resolve() }).configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });

  readSettings(env);
  command.outputHelp();

  expect(read).toEqual(expect.arrayContaining(["APP_ID", "PRIVATE_KEY_PATH", "DATABASE_URL", "LOG_LEVEL"]));
  expect(read.filter((name) => !help.includes(name))).toEqual([]);
});
