import type { CommandPermission, Config } from "../core/config.ts";
import type { ColumnAnswer, ColumnQuestion } from "../core/columns/column-question.ts";
import type { Side } from "../core/manifest/artifacts.ts";
import type { PullFacts } from "../core/pull/project-review.ts";
import type { PullRequest } from "../core/pull/pull.ts";
import type { PullState } from "../core/pull/state.ts";
import type { GivenCommand } from "../core/pull/work.ts";
import type { CommandModels } from "../draft/command-models.ts";
import type { Permission, Reaction } from "../ports.ts";

/** Who may give a command. */
export interface Who {
  /** The least permission. On a public repository everybody has `read`, so there `read` means `triage`. */
  readonly permission: CommandPermission;
  /** The author of the pull request may too, whatever the permission. */
  readonly author: boolean;
  /** `read` means everybody on a public repository too: what the command says is public and costs nothing. */
  readonly isOpenToAll?: true;
  /** Somebody else than the author must give it where it accepts an error. */
  readonly isNotForOwnErrors?: true;
}

/** What a command is worked on with. */
export interface CommandInput {
  readonly command: GivenCommand;
  /** As it is now. */
  readonly pull: PullRequest;
  readonly state: PullState;
  /** Of the base branch. */
  readonly config: Config;
  /** Of the command's author. */
  readonly permission: Permission;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The reviews and artifacts of the newest head; asked for only by a command that answers from them. */
  readonly facts: () => Promise<PullFacts>;
  /** Follows a column of one side; reads SQL. */
  readonly columnLineage: (side: Side, question: ColumnQuestion) => Promise<ColumnAnswer>;
  /** What may have an answer worded; null where no model is set up or none may be asked here. */
  readonly models: CommandModels | null;
}

/** What a command sees: the input, and all commands. */
export interface CommandContext extends CommandInput {
  readonly commands: readonly Command[];
}

/** What comes of a command; somebody else carries it out. */
export interface Outcome {
  /** The state from now on; the same value when nothing changed. */
  readonly state: PullState;
  /** Markdown for a reply in the thread; null for none. */
  readonly reply: string | null;
  /** What the comment that gave the command is marked with. */
  readonly reaction: Reaction;
  /** A review that is to be made whatever was done before. */
  readonly review: "asked" | null;
  /** The comment and the check run are to be written anew from the review that there is. */
  readonly refresh: boolean;
}

/** Arguments as a command wants them, or what is wrong with those that were given, in one sentence. */
export type Parsed<A> =
  | { readonly kind: "args"; readonly args: A }
  | { readonly kind: "fault"; readonly fault: string };

/** What is known of a command without giving it. */
interface CommandWords {
  readonly verb: string;
  /** Verb and arguments: `waive F3 REASON`. */
  readonly usage: string;
  /** What it does, one line. */
  readonly summary: string;
  readonly who: Who;
  /** One that works, without the prefix. */
  readonly example: string;
}

/** How a command is written: one file a verb. */
export interface CommandSpec<A> extends CommandWords {
  /** Takes the text after the verb. There are no options and no settings: a comment steers nothing (threat model, T7). */
  readonly parse: (args: string) => Parsed<A>;
  readonly run: (args: A, context: CommandContext) => Outcome | Promise<Outcome>;
}

/** A command with its arguments read, ready to be run; or what is wrong with them. */
export type PreparedCommand =
  | { readonly kind: "ready"; readonly run: (context: CommandContext) => Promise<Outcome> }
  | { readonly kind: "fault"; readonly fault: string };

/** A command in the list: what type its arguments have is its own matter. */
export interface Command extends CommandWords {
  readonly prepare: (args: string) => PreparedCommand;
}

/** Makes a command for the list of what its file says. */
export function defineCommand<A>({ parse, run, ...words }: CommandSpec<A>): Command {
  return {
    ...words,
    prepare: (text) => {
      const parsed = parse(text);
      if (parsed.kind === "fault") return parsed;
      return { kind: "ready", run: async (context) => run(parsed.args, context) };
    },
  };
}
