import { matchesGlob } from "./glob.ts";
import type { Severity } from "./report.ts";

/** What a repository may ask of a rule: a severity, or silence. */
export type ConfiguredSeverity = Severity | "off";

/** A severity for part of the project. Empty `paths` or `tags` do not restrict. */
interface RuleOverride {
  /** Globs over the path of the object that a finding is about. One that fits is enough. */
  readonly paths: readonly string[];
  /** dbt tags of that object. One that it has is enough. */
  readonly tags: readonly string[];
  readonly severity: ConfiguredSeverity;
}

/** What the configuration says of one rule. `severity` null: the rule's own. */
export interface RuleSetting {
  readonly severity: ConfiguredSeverity | null;
  readonly overrides: readonly RuleOverride[];
}

/** The configuration of a repository, parsed and complete. How it is written in YAML: `src/config/schema.ts`. */
export interface Config {
  /** By rule id; a rule that is not in it keeps its own severity. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Whose proven errors may fail the check: every rule's, none's, or those of the listed rules. */
  readonly block: "proven-errors" | "never" | readonly string[];
  readonly draft: { readonly mode: "auto" | "off" };
}

/** What holds when there is no configuration file. */
export const defaultConfig: Config = { rules: {}, block: "proven-errors", draft: { mode: "auto" } };

/** What an override is matched against. */
export interface Place {
  readonly path: string;
  readonly tags: readonly string[];
}

/**
 * The severity that the configuration asks for, or null when it leaves the rule's own.
 * The last override that fits wins over those before it and over the rule's general setting.
 * Asking for `error` raises only proven findings; that cap is applied where findings are made.
 */
export function configuredSeverity(config: Config, ruleId: string, place: Place): ConfiguredSeverity | null {
  const setting = config.rules[ruleId];
  if (setting === undefined) return null;
  const override = setting.overrides.findLast((candidate) => overrideFits(candidate, place));
  return override?.severity ?? setting.severity;
}

function overrideFits({ paths, tags }: RuleOverride, place: Place): boolean {
  const pathFits = paths.length === 0 || paths.some((glob) => matchesGlob(glob, place.path));
  return pathFits && (tags.length === 0 || tags.some((tag) => place.tags.includes(tag)));
}
