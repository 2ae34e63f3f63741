import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { exampleConfig } from "../../src/config/example.ts";
import { runWords } from "../support/run-words.ts";

test.each(["report", "config"])(
  "the schema of the %s is draft 2020-12 with the object itself at its top",
  async (name) => {
    const { code, stdout } = await runWords(["schema", name]);

    const schema = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", type: "object" });
    expect(schema.$id).toContain(name);
    expect(schema.required).toContain(name === "report" ? "verdict" : "version");
    expect(Object.keys(schema.properties).length).toBeGreaterThan(3);
    expect(() => new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)).not.toThrow();
  },
);

test("the configuration's schema takes the example of the docs and refuses an unknown key", async () => {
  const { stdout } = await runWords(["schema", "config"]);

  const validate = new Ajv2020().compile(JSON.parse(stdout));

  expect(validate(parse(exampleConfig))).toBe(true);
  expect(validate({ version: 1, ruls: {} })).toBe(false);
});
