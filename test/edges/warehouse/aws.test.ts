import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { loadClient } from "../../../src/edges/warehouse/aws.ts";
import { WarehouseError } from "../../../src/errors.ts";

const names = ["@aws-sdk/client-redshift-data", "@aws-sdk/client-athena"] as const;

const Package = z.object({
  peerDependencies: z.record(z.string(), z.string()),
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean() })),
});

test.each(names)(
  "without %s, the command that installs the version of package.json is told",
  async (name) => {
    const { peerDependencies, peerDependenciesMeta } = Package.parse(
      JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")),
    );
    const missing = Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });

    const loading = loadClient(name, () => Promise.reject(missing));

    const refusal: unknown = await loading.catch((error: unknown) => error);
    if (!(refusal instanceof WarehouseError)) throw new Error("It was loaded.");
    expect(refusal.advice.todo).toContain(`npm install --no-save ${name}@${peerDependencies[name]}`);
    expect(peerDependencies[name]).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(peerDependenciesMeta[name]).toEqual({ optional: true });
  },
);

test("a client that is there and breaks is no missing client", async () => {
  const broken = new Error("broken");

  await expect(loadClient(names[0], () => Promise.reject(broken))).rejects.toBe(broken);
});
