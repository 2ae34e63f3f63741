import { readFile } from "node:fs/promises";
import type { Config } from "../core/config.ts";
import { ConfigError } from "../errors.ts";
import { parseConfig } from "./parse-config.ts";

/** Reads a configuration file. Throws `ConfigError` when it cannot be read or used. */
export async function loadConfig(file: string, ruleIds: readonly string[]): Promise<Config> {
  return parseConfig({ file, text: await readText(file) }, ruleIds);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new ConfigError(
      "config-unreadable",
      {
        what: `The configuration ${file} cannot be read.`,
        why: cause instanceof Error ? cause.message : String(cause),
        todo: "Check the path, or leave out --config: without a file the defaults hold.",
      },
      { cause },
    );
  }
}
