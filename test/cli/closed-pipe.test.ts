import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("a reader that goes away before the end (`| head`) is no crash", async () => {
  const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
  const child = spawn(process.execPath, [command, "schema", "report"], { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (text: Uint8Array) => (stderr += String(text)));

  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on("close", resolve));

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
