import { defaultDraft, type DraftSettings } from "./draft/settings.ts";
import { matchesGlob } from "./glob.ts";
import type { Severity } from "./report.ts";
import type { StatedEnvironment } from "./usage/places/stated-places.ts";
import type { Privacy } from "./usage/privacy.ts";
import type { ToolPattern } from "./usage/tools.ts";

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

/** A dbt project in the repository: its folder, `.` for the repository itself. */
export interface ProjectPlace {
  readonly path: string;
}

/**
 * A place to look for the artifacts of a commit. `{project}` in a text stands for the project's folder with slashes made
 * dashes (`root` for `.`), `{sha}` and `{branch}` for the commit and its branch.
 */
export type ArtifactPlace =
  /** What a workflow uploaded: base from the newest ancestor that has it, head from the head itself. */
  | { readonly kind: "actions"; readonly name: string }
  /** A file or folder in git: at the commit itself, or at a branch of its own. */
  | { readonly kind: "git"; readonly path: string; readonly branch: string | null }
  /** An address; its host must be on the operator's list. */
  | { readonly kind: "url"; readonly url: string; readonly side: "base" | "head" | "both" }
  /** A job of the dbt platform; host and token come from the operator. */
  | {
      readonly kind: "dbt-cloud";
      readonly account: number;
      readonly job: number;
      readonly side: "base" | "head" | "both";
    };

/** Who may give a command: everybody with at least this permission, the pull request's author too where that is said. */
export type CommandPermission = "write" | "triage" | "read";

/** The configuration of a repository, parsed and complete. How it is written in YAML: `src/config/schema.ts`. */
export interface Config {
  /** By rule id; a rule that is not in it keeps its own severity. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Whose proven errors may fail the check: every rule's, none's, or those of the listed rules. */
  readonly block: "proven-errors" | "never" | readonly string[];
  readonly draft: DraftSettings;
  readonly projects: readonly ProjectPlace[];
  /** Tried in this order. */
  readonly artifacts: readonly ArtifactPlace[];
  readonly comment: {
    /** `auto`: where the verdict is breaking or risky, or somebody asks. `off`: the check run alone. */
    readonly mode: "auto" | "off";
    /** At most five comments on lines, of high importance only. */
    readonly inline: boolean;
    /** Whether pull requests that are drafts are reviewed. */
    readonly drafts: boolean;
  };
  readonly checks: { readonly name: string; readonly annotations: boolean };
  readonly usage: {
    /** Names of users whose queries are no use, in any case; `*` stands for any letters. */
    readonly ignoreUsers: readonly string[];
    /** Tools of the team's own, looked for before those that are known. */
    readonly tools: readonly ToolPattern[];
    /** Where query logs have what a manifest has elsewhere; the first that fits an object is its own. */
    readonly environments: readonly StatedEnvironment[];
  };
  /** What a usage snapshot keeps of people, and what is told of those in one. */
  readonly privacy: Privacy;
  readonly commands: {
    /** What a command line begins with. */
    readonly prefix: string;
    /** By verb, where it differs from the command's own. */
    readonly allow: Readonly<Record<string, CommandPermission>>;
  };
}

/** What holds when there is no configuration file. */
export const defaultConfig: Config = {
  rules: {},
  block: "proven-errors",
  draft: defaultDraft,
  projects: [{ path: "." }],
  artifacts: [{ kind: "actions", name: "dbt-{project}" }],
  comment: { mode: "auto", inline: false, drafts: true },
  checks: { name: "headgate", annotations: true },
  usage: { ignoreUsers: [], tools: [], environments: [] },
  privacy: { people: "counts", teams: [] },
  commands: { prefix: "/headgate", allow: {} },
};

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
