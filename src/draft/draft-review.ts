import { integrate } from "../core/draft/integrate.ts";
import type { CheckedItem } from "../core/draft/item.ts";
import type { ModelCall } from "../core/draft/model-call.ts";
import { planDraft } from "../core/draft/plan.ts";
import type { DraftSettings } from "../core/draft/settings.ts";
import { draftFromTemplate } from "../core/draft/template.ts";
import type { Draft, DraftTask, Report } from "../core/report.ts";
import { failureWords, type Asking } from "./ask-model.ts";
import { draftLead, type Lead } from "./draft-lead.ts";
import { draftTask, type TaskResult } from "./draft-task.ts";
import { costOf, countsOf, modelsOf, tallied, tokensOf } from "./spent.ts";

/** A review that is to be worded. */
export interface DraftRequest {
  readonly report: Report;
  readonly settings: DraftSettings;
  readonly account: ModelCall["account"];
}

/** What wording a review needs from outside. */
export type DraftPorts = Pick<Asking, "drafter" | "nonce" | "patience" | "allowance">;

/**
 * Words a review: plan, draft each part, check it, put the parts together, write the lead last. Findings, severities and
 * verdict are not touched. Never rejects: what no model worded has the words of a template, and the draft says why.
 */
export async function draftReview(
  { report, settings, account }: DraftRequest,
  ports: DraftPorts,
): Promise<Draft> {
  const tasks = planDraft(report.findings, settings);
  if (tasks.length === 0) return draftFromTemplate(report);
  const asking = { ...ports, settings, account };
  const results = await Promise.all(tasks.map((task) => draftTask(task, asking)));
  const items = results.flatMap(({ checked }) => checked.items);
  const lead = items.length === 0 ? null : await draftLead(results, items, asking);
  return draftOf({ report, results, items, lead });
}

interface Parts {
  readonly report: Report;
  readonly results: readonly TaskResult[];
  readonly items: readonly CheckedItem[];
  readonly lead: Lead | null;
}

function draftOf({ report, results, items, lead }: Parts): Draft {
  const spent = [...results.flatMap((result) => result.spent), ...(lead?.spent ?? [])];
  const dropped = [...results.flatMap(({ checked }) => checked.dropped), ...(lead?.dropped ?? [])];
  const reason = reasonOf(results, items.length);
  const tasks = results.map(taskOf);
  return {
    ...wordedBy({ report, items, lead, models: modelsOf(spent) }),
    ...(reason === null ? {} : { reason }),
    tokens: tokensOf(spent),
    cost: costOf(spent),
    tasks: lead === null ? tasks : [...tasks, lead.task],
    ...(dropped.length === 0 ? {} : { dropped: countsOf(dropped) }),
  };
}

/** Where nothing of what models wrote was left, the words are those of the template as a whole. */
function wordedBy({
  report,
  items,
  lead,
  models,
}: Omit<Parts, "results"> & { readonly models: string[] }): Draft {
  const template = draftFromTemplate(report);
  if (items.length === 0) return template;
  const text = lead?.text ?? "";
  return {
    ...template,
    origin: "model",
    lead: text === "" ? template.lead : text,
    items: integrate(items, report.findings),
    models,
  };
}

/** Why there is template wording; null where there is none of it. */
function reasonOf(results: readonly TaskResult[], items: number): string | null {
  const failure = results.find((result) => result.failure !== null)?.failure ?? null;
  if (failure === null) return null;
  const missing = results.reduce((sum, { checked }) => sum + checked.missing.length, 0);
  if (items === 0) return failureWords(failure);
  return `${missing} ${missing === 1 ? "finding has" : "findings have"} the words of a template: ${failureWords(failure)}`;
}

function taskOf(result: TaskResult): DraftTask {
  const { task, failure, spent } = result;
  const { id, clusters, route } = task;
  return {
    id,
    findings: clusters.flatMap((cluster) => cluster.findings.map((finding) => finding.id)),
    route: route.to === "large" ? "large" : "small",
    why: route.why,
    outcome: outcomeOf(result),
    ...(failure === null ? {} : { failure: failureWords(failure) }),
    ...tallied(spent),
  };
}

function outcomeOf({ failure, checked, isRepaired }: TaskResult): DraftTask["outcome"] {
  if (checked.items.length === 0) return "template";
  if (failure !== null) return "partial";
  return isRepaired ? "repaired" : "drafted";
}
