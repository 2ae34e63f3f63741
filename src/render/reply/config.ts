import type { ArtifactPlace, Config, RuleSetting } from "../../core/config.ts";
import { codeBlock } from "../escape.ts";

/** The configuration that holds, as the YAML that would give it. It comes from the base branch. */
export function renderConfigReply(config: Config): string {
  return [
    "The configuration that holds here, read from the base branch, defaults included:",
    codeBlock(configLines(config).join("\n"), "yaml"),
  ].join("\n\n");
}

function configLines(config: Config): readonly string[] {
  const { block, draft, projects, artifacts, comment, checks, commands } = config;
  return [
    "version: 1",
    `projects: ${inline(projects.map(({ path }) => path))}`,
    ...listed("artifacts", artifacts.map(placeLine)),
    ...listed("rules", Object.entries(config.rules).map(ruleLine)),
    `block: ${typeof block === "string" ? block : inline(block)}`,
    ...draftLines(draft),
    `comment: { mode: ${comment.mode}, inline: ${comment.inline}, drafts: ${comment.drafts} }`,
    `checks: { name: ${text(checks.name)}, annotations: ${checks.annotations} }`,
    `commands: { prefix: ${text(commands.prefix)}, allow: ${mapped(commands.allow)} }`,
  ];
}

function draftLines({ mode, models, prices, budgets, send }: Config["draft"]): readonly string[] {
  const named = Object.entries(models).filter(([, name]) => name !== null);
  return [
    "draft:",
    `  mode: ${mode}`,
    `  models: ${named.length === 0 ? "those of the operator" : mapped(Object.fromEntries(named.map(([size, name]) => [size, text(name ?? "")])))}`,
    `  prices: ${inline(Object.keys(prices))}`,
    `  budgets: { pull_tokens: ${budgets.pullTokens ?? "none"}, day_tokens: ${budgets.dayTokens ?? "none"}, day_cost: ${budgets.dayCost ?? "none"} }`,
    `  send: ${mapped(Object.fromEntries(Object.entries(send).map(([kind, isSent]) => [kind, String(isSent)])))}`,
  ];
}

function listed(key: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [`${key}: none`] : [`${key}:`, ...lines.map((line) => `  ${line}`)];
}

/** An address may hold a key in its query: only what stands before it is shown. */
function placeLine(place: ArtifactPlace): string {
  const values = Object.entries(place)
    .filter(([key, value]) => key !== "kind" && value !== null)
    .map(
      ([key, value]) =>
        `${key}: ${text(
          String(value)
            .replace(/\?.*$/su, "?…")
            .replace(/\/\/[^/@]*@/u, "//"),
        )}`,
    );
  return `- ${place.kind}: { ${values.join(", ")} }`;
}

function ruleLine([id, { severity, overrides }]: readonly [string, RuleSetting]): string {
  const exceptions = overrides.length === 0 ? "" : ` # and ${overrides.length} exceptions by path or tag`;
  return `${id}: ${severity ?? "its own"}${exceptions}`;
}

function mapped(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([key, value]) => `${text(key)}: ${value}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

function inline(values: readonly string[]): string {
  return `[${values.map(text).join(", ")}]`;
}

function text(value: string): string {
  return /^[\w./{}-]+$/u.test(value) ? value : JSON.stringify(value);
}
