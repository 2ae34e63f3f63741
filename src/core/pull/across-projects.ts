import type { Draft, Report } from "../report.ts";
import type { ProjectReview } from "./project-review.ts";

/**
 * The reviews with ids that are unique over all projects: the findings of the second project go on counting where those of
 * the first end, in the order of the configuration. With one project nothing changes, and doing it twice changes nothing.
 */
export function numberAcross(reviews: readonly ProjectReview[]): readonly ProjectReview[] {
  let count = 0;
  return reviews.map((review) => {
    if (review.report === null) return review;
    const numbered = { ...review, report: numberFrom(review.report, count) };
    count += review.report.findings.length;
    return numbered;
  });
}

function numberFrom(report: Report, before: number): Report {
  const ids = new Map(report.findings.map(({ id }, index) => [id, `F${before + index + 1}`]));
  if ([...ids].every(([old, id]) => old === id)) return report;
  const idOf = (id: string) => ids.get(id) ?? id;
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, id: idOf(finding.id) })),
    draft: renumbered(report.draft, idOf),
  };
}

function renumbered({ items, tasks, ...draft }: Draft, idOf: (id: string) => string): Draft {
  return {
    ...draft,
    items: items.map((item) => ({ ...item, findings: item.findings.map(idOf) })),
    ...(tasks === undefined
      ? {}
      : { tasks: tasks.map((task) => ({ ...task, findings: task.findings.map(idOf) })) }),
  };
}
