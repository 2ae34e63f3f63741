import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { runCommand } from "../../src/commands/run-command.ts";
import { commandWith } from "../support/facts.ts";

const ROOT = new URL("../../", import.meta.url);
/** What lies in src/commands and is no command. */
const FRAME = new Set([
  "arguments.ts",
  "authorize.ts",
  "command.ts",
  "index.ts",
  "keep-feedback.ts",
  "named-finding.ts",
  "named-node.ts",
  "outcome.ts",
  "parse.ts",
  "run-command.ts",
]);

/** The verbs of the contract. */
const VERBS =
  "help review explain impact usage owners ask docs waive unwaive good bad why pause resume config ok";

describe("the list of commands", () => {
  test("holds the verbs of the contract, each once", () => {
    expect(commands.map(({ verb }) => verb)).toEqual(VERBS.split(" "));
  });

  test("holds exactly the commands that have a file", () => {
    const files = readdirSync(new URL("src/commands/", ROOT)).filter((name) => !FRAME.has(name));

    expect(files.toSorted()).toEqual(commands.map(({ verb }) => `${verb}.ts`).toSorted());
  });
});

describe.each(commands)("$verb", (command) => {
  test("is exported from its file under its verb", async () => {
    const module = await import(`../../src/commands/${command.verb}.ts`);

    expect(module[command.verb]).toBe(command);
  });

  test("has a usage and an example that begin with the verb, and a finished summary", () => {
    expect(command.usage).toMatch(new RegExp(`^${command.verb}(?: |$)`, "u"));
    expect(command.example).toMatch(new RegExp(`^${command.verb}(?: |$)`, "u"));
    expect(command.summary).toMatch(/^[A-Z][^|]*\.$/u);
  });

  test("takes its own example", () => {
    const args = command.example.slice(command.verb.length).trim();

    expect(command.prepare(args).kind).toBe("ready");
  });

  test("stands in docs/commands.md (npm run docs), with its example", () => {
    const page = readFileSync(new URL("docs/commands.md", ROOT), "utf8");

    expect(page).toContain(`\n### ${command.verb}\n`);
    expect(page).toContain(`/headgate ${command.example}`);
  });

  test("stands in help", async () => {
    const { reply } = await runCommand(await commandWith("/headgate help"));

    expect(reply).toContain(`| ${command.summary} |`);
  });
});
