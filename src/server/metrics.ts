import type { FeedbackTally } from "../core/pull/tally-feedback.ts";
import type { Outcome } from "../queue/work.ts";

type Labels = Readonly<Record<string, string>>;

/** What became of a webhook. `again`: all of it was recorded before. `unreadable`: it is not as GitHub describes it. `refused`: not signed by GitHub. */
export type DeliveryResult = "recorded" | "again" | "ignored" | "unreadable" | "refused" | "failed";

/** Upper bounds in seconds of the histogram of durations. */
const BOUNDS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 900];

/** What is asked of the store when metrics are read. */
export interface Gauges {
  readonly unfinished: number;
  readonly feedback: FeedbackTally;
}

/** Counters of this process, as Prometheus reads them (text format 0.0.4). */
export class Metrics {
  readonly #deliveries = new Counter(
    "headgate_deliveries_total",
    "Webhooks by event and what became of them.",
  );
  readonly #reviews = new Counter("headgate_reviews_total", "Check runs completed, by conclusion.");
  readonly #work = new Counter("headgate_work_total", "Claims of pull requests, by how they ended.");
  readonly #failures = new Counter(
    "headgate_failures_total",
    "Work that failed and is tried again, or was given up.",
  );
  readonly #duration = new Histogram("headgate_review_duration_seconds", "Time from a claim to its end.");

  delivery(event: string, result: DeliveryResult): void {
    this.#deliveries.add({ event, result });
  }

  review(conclusion: string): void {
    this.#reviews.add({ conclusion });
  }

  work(outcome: Outcome, durationMs: number): void {
    this.#work.add({ outcome });
    if (outcome === "done") this.#duration.observe(durationMs / 1000);
    if (failures.has(outcome)) this.#failures.add({ outcome });
  }

  render({ unfinished, feedback }: Gauges): string {
    const depth = new Counter(
      "headgate_queue_depth",
      "Pull requests with work that is not finished.",
      "gauge",
    );
    depth.add({}, unfinished);
    const said = new Counter("headgate_feedback", "What people said of findings, by rule.", "gauge");
    for (const [rule, { good, bad }] of Object.entries(feedback)) {
      said.add({ rule, verdict: "good" }, good);
      said.add({ rule, verdict: "bad" }, bad);
    }
    const all = [this.#deliveries, this.#reviews, this.#work, this.#failures, this.#duration, depth, said];
    return all.flatMap((metric) => metric.lines()).join("\n") + "\n";
  }
}

const failures: ReadonlySet<Outcome> = new Set<Outcome>(["failed", "abandoned", "late"]);

class Counter {
  readonly #name: string;
  readonly #head: readonly string[];
  readonly #values = new Map<string, number>();

  constructor(name: string, help: string, type: "counter" | "gauge" = "counter") {
    this.#name = name;
    this.#head = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
  }

  add(labels: Labels, by = 1): void {
    const series = `${this.#name}${labelText(labels)}`;
    this.#values.set(series, (this.#values.get(series) ?? 0) + by);
  }

  lines(): readonly string[] {
    return [...this.#head, ...[...this.#values].map(([series, value]) => `${series} ${value}`)];
  }
}

class Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #counts = BOUNDS.map(() => 0);
  #count = 0;
  #sum = 0;

  constructor(name: string, help: string) {
    this.#name = name;
    this.#help = help;
  }

  observe(seconds: number): void {
    this.#count += 1;
    this.#sum += seconds;
    for (const [index, bound] of BOUNDS.entries()) {
      if (seconds <= bound) this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    }
  }

  lines(): readonly string[] {
    const name = this.#name;
    return [
      `# HELP ${name} ${this.#help}`,
      `# TYPE ${name} histogram`,
      ...BOUNDS.map((bound, index) => `${name}_bucket{le="${bound}"} ${this.#counts[index] ?? 0}`),
      `${name}_bucket{le="+Inf"} ${this.#count}`,
      `${name}_sum ${this.#sum}`,
      `${name}_count ${this.#count}`,
    ];
  }
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(value: string): string {
  return value.replace(/\\/gu, "\\\\").replace(/"/gu, '\\"').replace(/\n/gu, "\\n");
}
