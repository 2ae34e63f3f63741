import type { ProjectReview } from "../../core/pull/project-review.ts";
import { repositoryPath } from "../../core/pull/repository-path.ts";
import type { Finding } from "../../core/report.ts";
import type { Annotation, ChangedFile } from "../../ports.ts";
import { plainText } from "../escape.ts";
import { openFindings } from "../finding-facts.ts";
import { splitAdvice } from "../sentence.ts";

/** GitHub takes 255 characters. */
const MAX_TITLE = 250;

const LEVELS: Readonly<Record<Finding["severity"], Annotation["level"]>> = {
  error: "failure",
  warning: "warning",
  note: "notice",
};
const SEVERITIES: readonly Finding["severity"][] = ["error", "warning", "note"];

/** Marks for the open findings that lie on a changed line, gravest first. How many a request takes is the publisher's matter. */
export function annotationsOf(
  reviews: readonly ProjectReview[],
  changedFiles: readonly ChangedFile[],
): readonly Annotation[] {
  const found = reviews.flatMap(({ project, report }) =>
    openFindings(report?.findings ?? []).map((finding) => ({ project, finding })),
  );
  return [...found]
    .sort((left, right) => rank(left.finding) - rank(right.finding))
    .flatMap(({ project, finding }) => annotationOf(finding, project, changedFiles) ?? []);
}

function rank({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

function annotationOf(
  finding: Finding,
  project: string,
  changedFiles: readonly ChangedFile[],
): Annotation | null {
  const place = changedPlace(finding, project, changedFiles);
  if (place === null) return null;
  const { sentence } = splitAdvice(finding.fix);
  return {
    ...place,
    level: LEVELS[finding.severity],
    title: plainText(`${finding.id} ${finding.title}`, MAX_TITLE),
    message: [finding.why, sentence].map((text) => plainText(text)).join(" "),
  };
}

/**
 * Where a finding stands in the diff: its own line when that was changed; where only its file is known, the first changed
 * line of the file. Null for what lies outside of the diff.
 */
export function changedPlace(
  { location }: Finding,
  project: string,
  changedFiles: readonly ChangedFile[],
): { readonly path: string; readonly line: number } | null {
  if (location === null) return null;
  const path = repositoryPath(project, location.path);
  const lines = changedFiles.find((file) => file.path === path)?.lines ?? [];
  const line = location.line ?? lines[0];
  return line !== undefined && lines.includes(line) ? { path, line } : null;
}
