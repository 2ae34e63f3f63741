import type { Command } from "commander";
import type { Config } from "../core/config.ts";
import type { Report } from "../core/report.ts";
import { DRAFT_MS } from "../draft/models.ts";
import { choice } from "./choice.ts";
import type { Shell } from "./subcommand.ts";

const draftModes = ["auto", "off"] as const;
export type DraftMode = (typeof draftModes)[number];

/** Adds `--draft` to a command that words a review. */
export function takesDraft(command: Command, fallback: DraftMode): Command {
  return command.option(
    "--draft <mode>",
    "auto (a language model, if one is set up), off (templates)",
    choice("--draft", draftModes),
    fallback,
  );
}

/** How a review is to be worded. */
interface Wording {
  readonly mode: DraftMode;
  readonly config: Config;
  /** A folder to keep answers in; null keeps none, undefined is the usual one. */
  readonly cache: string | null | undefined;
}

/** A report worded by the models of the environment, where there are any and nobody turned them off; waited for up to 90 s. */
export async function worded(
  report: Report,
  { mode, config, cache }: Wording,
  shell: Shell,
): Promise<Report> {
  if (mode === "off" || config.draft.mode === "off") return report;
  const models = await shell.models(cache);
  if (models === null) return report;
  const { draftReview } = await import("../draft/draft-review.ts");
  const account = { repository: report.request.repository, pull: report.request.pullRequest };
  const { reviewAllowance } = await import("../draft/allowance.ts");
  const patience = { deadline: shell.clock.now() + DRAFT_MS, signal: new AbortController().signal };
  const draft = await shell.step("Drafting", () =>
    draftReview(
      { report, settings: config.draft, account },
      { ...models, patience, allowance: reviewAllowance() },
    ),
  );
  return { ...report, draft };
}
