import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, test } from "vitest";

const folder = new URL("../../.github/workflows/", import.meta.url);

test.each(readdirSync(folder))(
  "%s pins every action to a commit and gives no job more than reading",
  (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");

    const workflow = parse(text);
    const uses = [...text.matchAll(/uses: (\S+)/gu)].map(([, action = ""]) => action);

    expect(uses.filter((action) => !/@[\da-f]{40}$/u.test(action))).toEqual([]);
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values<{ permissions: object }>(workflow.jobs)) {
      expect(job.permissions).toEqual({ contents: "read" });
    }
  },
);

test("the gate ends with the README's own test command", () => {
  const script = readFileSync(new URL("../../.ci/run", import.meta.url), "utf8");

  const commands = script.split("\n").filter((line) => line.startsWith("npm "));

  expect(commands.at(-1)).toBe("npm test");
  expect(commands).toContain("npm run check");
});
