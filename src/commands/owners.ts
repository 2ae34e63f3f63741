import { ownersHit } from "../core/metadata/owners-hit.ts";
import { renderOwnersReply } from "../render/reply/owners.ts";
import { noArguments } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { answered } from "./outcome.ts";

/** Who answers for what the pull request changes or reaches. */
export const owners = defineCommand({
  verb: "owners",
  usage: "owners",
  summary: "Name who owns what this pull request changes or reaches, by the manifest and CODEOWNERS.",
  who: { permission: "read", author: true },
  example: "owners",
  parse: noArguments,
  run: async (_args, context) => {
    const facts = await context.facts();
    return answered(context, renderOwnersReply(ownersHit(facts), facts.codeowners !== null));
  },
});
