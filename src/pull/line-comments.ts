import type { PullFacts } from "../core/pull/project-review.ts";
import type { ChangedFile } from "../ports.ts";
import { renderLineComments } from "../render/suggestions.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/** Files of a diff that are looked into for the place of a suggestion. */
const MOST_FILES = 20;

/** What a pull request was found to hold. */
interface Reviewed {
  readonly hand: PullAtHand;
  readonly facts: PullFacts;
}

/** Comments on lines of the diff, where the configuration wants them. The diff is asked for only where something was found. */
export async function commentOnLines({ hand, facts }: Reviewed, { forge }: PullPorts): Promise<void> {
  const { pull, config } = hand;
  const isFound = facts.reviews.some(({ report }) => report !== null && report.findings.length > 0);
  if (!config.comment.inline || !isFound) return;
  const changedFiles = await forge.changedFiles(pull.number);
  const yaml = [];
  for (const path of yamlPaths(changedFiles)) {
    const text = await forge.readFile(path, pull.head.sha);
    if (text !== null) yaml.push({ path, text });
  }
  const comments = renderLineComments({ facts, config, changedFiles, yaml });
  if (comments.length > 0) await forge.ensureLineComments(pull.number, pull.head.sha, comments);
}

function yamlPaths(files: readonly ChangedFile[]): readonly string[] {
  const yaml = files.filter(({ path, lines }) => /\.ya?ml$/u.test(path) && lines.length > 0);
  return yaml.slice(0, MOST_FILES).map(({ path }) => path);
}
