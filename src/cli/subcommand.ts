import type { Command } from "commander";
import type { Fidelity } from "../core/report.ts";
import type { Models } from "../draft/models.ts";
import type { ArtifactSource, Clock, SqlEngine } from "../ports.ts";
import type { UsageSource } from "../usage-ports.ts";
import type { Hosting } from "./hosting.ts";
import type { Terminal } from "./terminal.ts";
import type { Warehouses } from "./warehouses.ts";

/** What reads artifacts and SQL. */
export interface Readers {
  readonly artifacts: ArtifactSource;
  readonly sql: SqlEngine;
}

/** What a subcommand works with. */
export interface Shell extends Readers {
  readonly terminal: Terminal;
  /** An engine that takes little memory, for the statements of a query log. */
  readonly sqlForLogs: SqlEngine;
  readonly usage: UsageSource;
  /** The same two, keeping what they read in this folder, or nowhere, instead of the usual one. */
  readonly keptIn: (cache: string | null) => Readers;
  readonly hosting: Hosting;
  readonly warehouses: Warehouses;
  /** The language models that the environment names, keeping answers in a folder, nowhere (null), or in the usual place; null where it names none. */
  readonly models: (cache: string | null | undefined) => Promise<Models | null>;
  /** Asks the language models that the environment names, if any, a small question, and tells what was found. */
  readonly probeModels: () => Promise<readonly Fidelity[]>;
  /** Runs the GitHub App server until the process is told to stop. */
  readonly serve: () => Promise<void>;
  /** What is being read just now, for the line of progress; empty when nothing is. */
  readonly progress: () => string;
  readonly clock: Clock;
  /** Headgate's own version. */
  readonly version: string;
  /** Does a piece of work that may take a while, and tells the user if it does. */
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
  /** Sets the exit code of the process; without it the code is 0. */
  readonly end: (code: number) => void;
}

/** One subcommand: its options, its help, what it does. */
export interface Subcommand {
  readonly define: (shell: Shell) => Command;
}

/** The examples at the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;
}
