import type { Config } from "../core/config.ts";
import { digest } from "../core/digest.ts";
import { indexYaml, type YamlFile, type YamlIndex } from "../core/documentation/yaml-entries.ts";
import { yamlFixes, type YamlFix } from "../core/documentation/yaml-fix.ts";
import type { Side } from "../core/manifest/artifacts.ts";
import { numberAcross } from "../core/pull/across-projects.ts";
import type { PullFacts } from "../core/pull/project-review.ts";
import { repositoryPath } from "../core/pull/repository-path.ts";
import type { Finding, Report } from "../core/report.ts";
import type { ChangedFile, LineComment } from "../ports.ts";
import { changedPlace } from "./check-run/annotations.ts";
import { codeSpan, exactBlock } from "./escape.ts";
import { openFindings, severityWords } from "./finding-facts.ts";
import { renderFinding } from "./markdown/finding.ts";
import { nameOf } from "./names.ts";
import { markdownSentence } from "./sentence.ts";

/** More comments on lines than this are noise. */
const MAX_COMMENTS = 5;
/** The most important findings of a project; others are not looked at. */
const MAX_FINDINGS = 100;

/** What comments on lines are made from. */
export interface LineCommentInput {
  readonly facts: Pick<PullFacts, "reviews" | "artifacts">;
  readonly config: Pick<Config, "comment">;
  readonly changedFiles: readonly ChangedFile[];
  /** The YAML files of the diff as they are at the head, with the paths of the repository. */
  readonly yaml: readonly YamlFile[];
}

/**
 * At most five comments on lines of the diff, when the configuration wants them: findings of high importance (errors, and
 * warnings that hit something critical), then fixes in YAML that are ready to be committed. None outside of the diff, one a
 * line.
 */
export function renderLineComments({
  facts,
  config,
  changedFiles,
  yaml,
}: LineCommentInput): readonly LineComment[] {
  if (!config.comment.inline) return [];
  const high: LineComment[] = [];
  const ready: LineComment[] = [];
  for (const { project, report } of numberAcross(facts.reviews)) {
    const head = facts.artifacts[project]?.head ?? null;
    const scope = { project, head, changedFiles, index: indexYaml(filesOf(project, yaml)) };
    for (const finding of openFindings(report?.findings ?? []).slice(0, MAX_FINDINGS)) {
      const suggested = suggestionsFor(finding, scope);
      if (!isHigh(finding, report)) ready.push(...suggested);
      else high.push(...(suggested.length > 0 ? suggested : plainComments(finding, scope)));
    }
  }
  return onePerLine([...high, ...ready]).slice(0, MAX_COMMENTS);
}

/** Where fixes of one project are looked for. */
interface Scope {
  readonly project: string;
  readonly head: Side | null;
  readonly changedFiles: readonly ChangedFile[];
  readonly index: YamlIndex;
}

function suggestionsFor(finding: Finding, { head, changedFiles, index }: Scope): readonly LineComment[] {
  const fixes = head === null ? [] : yamlFixes(finding, head, index);
  return fixes.flatMap((fix) => suggestion(finding, fix, changedFiles) ?? []);
}

function plainComments(finding: Finding, { project, changedFiles }: Scope): readonly LineComment[] {
  const place = changedPlace(finding, project, changedFiles);
  return place === null ? [] : [commentOn(place, renderFinding(finding), finding.fingerprint)];
}

/** Contract: severity `error`, or `warning` with tier `critical`. */
function isHigh({ severity, affected, subject }: Finding, report: Report | null): boolean {
  if (severity !== "warning") return severity === "error";
  const hit = new Set([subject.uniqueId, ...affected]);
  return (report?.impact ?? []).some(({ uniqueId, tier }) => tier === "critical" && hit.has(uniqueId));
}

/** The files that may belong to a project: those in its folder. */
function filesOf(project: string, files: readonly YamlFile[]): readonly YamlFile[] {
  const folder = repositoryPath(project, "");
  return folder === "" ? files : files.filter(({ path }) => path.startsWith(`${folder}/`));
}

/** A suggestion replaces the line that it stands on, so what cannot be shown exactly is not suggested. */
function suggestion(
  finding: Finding,
  fix: YamlFix,
  changedFiles: readonly ChangedFile[],
): LineComment | null {
  const { path, line, replacement, column, from } = fix;
  const isInDiff = changedFiles.some((file) => file.path === path && file.lines.includes(line));
  const block = isInDiff ? exactBlock(replacement.join("\n"), "suggestion") : null;
  if (block === null) return null;
  const source =
    from === null ? "" : ` The words are taken from ${codeSpan(nameOf(from))}: read them before you commit.`;
  const lead = `**${finding.id}** ${severityWords(finding)}: ${markdownSentence(finding.title, 200)}.${source}`;
  return commentOn({ path, line }, `${lead}\n\n${block}`, `${finding.fingerprint} ${column ?? ""}`);
}

interface Place {
  readonly path: string;
  readonly line: number;
}

/** The key is a digest, so nothing that a pull request wrote stands in it. */
function commentOn({ path, line }: Place, body: string, subject: string): LineComment {
  const key = `<!-- headgate:line v1 ${digest(subject)} -->`;
  return { key, path, line, body: `${body}\n\n${key}` };
}

function onePerLine(comments: readonly LineComment[]): readonly LineComment[] {
  const places = new Map<string, LineComment>();
  for (const comment of comments) {
    const place = `${comment.path}:${comment.line}`;
    if (!places.has(place)) places.set(place, comment);
  }
  return [...places.values()];
}
