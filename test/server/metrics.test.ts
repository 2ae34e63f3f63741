import { expect, test } from "vitest";
import { Metrics } from "../../src/server/metrics.ts";

test("metrics are written as Prometheus reads them", () => {
  const metrics = new Metrics();
  metrics.delivery("pull_request", "recorded");
  metrics.delivery("pull_request", "recorded");
  metrics.delivery("issue_comment", "ignored");
  metrics.review("neutral");
  metrics.work("done", 1500);
  metrics.work("done", 100_000_000);
  metrics.work("superseded", 10);
  metrics.work("failed", 10);

  const lines = metrics
    .render({ unfinished: 3, feedback: { 'odd"rule\\\n': { good: 1, bad: 2 } } })
    .split("\n");

  expect(lines).toEqual(
    expect.arrayContaining([
      "# TYPE headgate_deliveries_total counter",
      'headgate_deliveries_total{event="pull_request",result="recorded"} 2',
      'headgate_deliveries_total{event="issue_comment",result="ignored"} 1',
      'headgate_reviews_total{conclusion="neutral"} 1',
      'headgate_work_total{outcome="done"} 2',
      'headgate_work_total{outcome="superseded"} 1',
      'headgate_failures_total{outcome="failed"} 1',
      "# TYPE headgate_review_duration_seconds histogram",
      'headgate_review_duration_seconds_bucket{le="1"} 0',
      'headgate_review_duration_seconds_bucket{le="2"} 1',
      'headgate_review_duration_seconds_bucket{le="900"} 1',
      'headgate_review_duration_seconds_bucket{le="+Inf"} 2',
      "headgate_review_duration_seconds_sum 100001.5",
      "headgate_review_duration_seconds_count 2",
      "# TYPE headgate_queue_depth gauge",
      "headgate_queue_depth 3",
      'headgate_feedback{rule="odd\\"rule\\\\\\n",verdict="good"} 1',
      'headgate_feedback{rule="odd\\"rule\\\\\\n",verdict="bad"} 2',
    ]),
  );
  expect(lines.filter((line) => line.includes("superseded") && line.includes("failures"))).toEqual([]);
  expect(lines.at(-1)).toBe("");
});
