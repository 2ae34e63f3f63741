/** The files of a new slash command, by path. */
export function scaffoldFiles(verb) {
  return {
    [`src/commands/${verb}.ts`]: command(verb),
    [`test/commands/${verb}.test.ts`]: test(verb),
  };
}

function command(verb) {
  return `import { noArguments } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { answered } from "./outcome.ts";

/** TODO: what it is for. */
export const ${verb} = defineCommand({
  verb: "${verb}",
  usage: "${verb}",
  summary: "TODO: what it does, in one sentence.",
  who: { permission: "write", author: false },
  example: "${verb}",
  parse: noArguments,
  run: (_args, context) => answered(context, "TODO: an answer from facts; untrusted text passes src/render/escape.ts."),
});
`;
}

function test(verb) {
  return `import { expect, test } from "vitest";
import { runCommand } from "../../src/commands/run-command.ts";
import { commandWith } from "../support/facts.ts";

test("TODO: what comes of it, as a sentence about behavior", async () => {
  const outcome = await runCommand(await commandWith("/headgate ${verb}"));

  expect(outcome).toMatchObject({ reaction: "eyes", reply: "TODO" });
});
`;
}
