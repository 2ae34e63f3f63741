import { defaultConfig, type Config, type RuleSetting } from "../core/config.ts";
import type { ToolPattern } from "../core/usage/tools.ts";
import { nearestName } from "../core/nearest.ts";
import { ConfigError } from "../errors.ts";
import { faultsOf, type Fault } from "./faults.ts";
import type { Draft } from "./draft-schema.ts";
import { normalFolder, placeFaults, placesOf } from "./places.ts";
import { ConfigFile } from "./schema.ts";
import { readYaml, type YamlText } from "./yaml-text.ts";

/** More faults than this are only counted: the first ones are what has to be mended. */
const SHOWN_FAULTS = 10;

/** A configuration file as it came in. `file` is how it is named to the user. */
export interface ConfigSource {
  readonly file: string;
  readonly text: string;
}

/**
 * The configuration that a YAML text holds, complete with defaults.
 * Throws `ConfigError` that names file, line and key of every fault: broken YAML, an unknown key, rule id or value,
 * and a key whose part of Headgate is not built yet.
 */
export function parseConfig(source: ConfigSource, ruleIds: readonly string[]): Config {
  const yaml = readYaml(source.text);
  if (yaml.faults.length > 0) throw refusal(source, yaml, yaml.faults);
  // An empty file is an empty object, so that the advice is about the key that is missing.
  const parsed = ConfigFile.safeParse(yaml.value ?? {});
  if (!parsed.success) throw refusal(source, yaml, faultsOf(parsed.error.issues, yaml.value));
  const faults = [
    ...unknownRules(parsed.data, ruleIds),
    ...boundlessOverrides(parsed.data),
    ...placeFaults(parsed.data),
  ];
  if (faults.length > 0) throw refusal(source, yaml, faults);
  return complete(parsed.data);
}

function complete(file: ConfigFile): Config {
  const { allow, ...commands } = file.commands ?? {};
  return {
    rules: rulesOf(file),
    block: file.block,
    draft: draftOf(file.draft ?? {}),
    projects: file.projects?.map((path) => ({ path: normalFolder(path) })) ?? defaultConfig.projects,
    artifacts: file.artifacts?.flatMap(placesOf) ?? defaultConfig.artifacts,
    comment: { ...defaultConfig.comment, ...file.comment },
    checks: { ...defaultConfig.checks, ...file.checks },
    usage: usageOf(file.usage ?? {}),
    privacy: privacyOf(file.privacy),
    commands: { ...defaultConfig.commands, ...commands, allow: { ...allow } },
  };
}

function usageOf({ ignore_users: ignoreUsers = [], tools = [], environments = [] }: Usage): Config["usage"] {
  return { ignoreUsers, tools: tools.map(toolOf), environments };
}

function privacyOf({ people, teams }: Partial<NonNullable<ConfigFile["privacy"]>> = {}): Config["privacy"] {
  const usual = defaultConfig.privacy;
  return { people: people ?? usual.people, teams: teams ?? usual.teams };
}

function draftOf({ mode, models, prices, budgets, send }: Partial<Draft>): Config["draft"] {
  const usual = defaultConfig.draft;
  return {
    mode: mode ?? usual.mode,
    models: { small: models?.small ?? null, large: models?.large ?? null },
    prices: pricesOf(prices ?? {}),
    budgets: budgetsOf(budgets ?? {}),
    send: { ...usual.send, ...send },
  };
}

function pricesOf(prices: NonNullable<Draft["prices"]>): Config["draft"]["prices"] {
  return Object.fromEntries(
    Object.entries(prices).map(([name, price]) => [name, { ...price, cached: price.cached ?? price.input }]),
  );
}

function budgetsOf(budgets: Partial<NonNullable<Draft["budgets"]>>): Config["draft"]["budgets"] {
  const usual = defaultConfig.draft.budgets;
  return {
    pullTokens: budgets.pull_tokens ?? usual.pullTokens,
    dayTokens: budgets.day_tokens ?? usual.dayTokens,
    dayCost: budgets.day_cost ?? usual.dayCost,
  };
}

type Usage = Partial<NonNullable<ConfigFile["usage"]>>;
type OwnTool = NonNullable<Usage["tools"]>[number];

function toolOf({ name, application, text, dashboard }: OwnTool): ToolPattern {
  return {
    name,
    ...(application !== undefined && { application }),
    ...(text !== undefined && { marks: [text] }),
    ...(dashboard !== undefined && { dashboards: [{ pattern: dashboard, label: "" }] }),
  };
}

function rulesOf(file: ConfigFile): Config["rules"] {
  const rules: Record<string, RuleSetting> = {};
  for (const [id, written] of Object.entries(file.rules ?? {})) {
    const { severity, overrides } = typeof written === "string" ? { severity: written } : written;
    rules[id] = {
      severity: severity ?? null,
      overrides: (overrides ?? []).map((override) => ({
        paths: override.paths ?? [],
        tags: override.tags ?? [],
        severity: override.severity,
      })),
    };
  }
  return rules;
}

function unknownRules(file: ConfigFile, ruleIds: readonly string[]): readonly Fault[] {
  const known = new Set(ruleIds);
  const named: { path: readonly (string | number)[]; id: string }[] = [];
  for (const id of Object.keys(file.rules ?? {})) named.push({ path: ["rules", id], id });
  if (typeof file.block !== "string") {
    for (const [index, id] of file.block.entries()) named.push({ path: ["block", index], id });
  }
  return named
    .filter(({ id }) => !known.has(id))
    .map(({ path, id }) => ({ path, text: unknownRule(id, ruleIds) }));
}

/** An override that fits everything is the rule's severity written in the wrong place. */
function boundlessOverrides(file: ConfigFile): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [id, setting] of Object.entries(file.rules ?? {})) {
    const overrides = typeof setting === "string" ? [] : (setting.overrides ?? []);
    for (const [index, { paths = [], tags = [] }] of overrides.entries()) {
      if (paths.length + tags.length > 0) continue;
      faults.push({ path: ["rules", id, "overrides", index], text: "needs `paths` or `tags`" });
    }
  }
  return faults;
}

function unknownRule(id: string, ruleIds: readonly string[]): string {
  const near = nearestName(id, ruleIds);
  const hint = near === null ? "`headgate rules` lists them" : `did you mean "${near}"?`;
  return `there is no rule "${id}"; ${hint}`;
}

function refusal(source: ConfigSource, yaml: YamlText, faults: readonly Fault[]): ConfigError {
  const lines = faults.slice(0, SHOWN_FAULTS).map((fault) => {
    const line = fault.line ?? yaml.lineOf(fault.path);
    const key = fault.path.length === 0 ? "" : ` key \`${fault.path.join(".")}\`:`;
    return `${source.file}:${line}:${key} ${fault.text}${fault.text.endsWith("?") ? "" : "."}`;
  });
  const more = faults.length - lines.length;
  if (more > 0) lines.push(`${more} more.`);
  return new ConfigError("config-invalid", {
    what: `The configuration ${source.file} cannot be used.`,
    why: lines.join("\n"),
    todo: "Mend the file; docs/configuration.md and `headgate schema config` say what it may hold.",
  });
}
