import { defaultConfig, type Config } from "../core/config.ts";
import { ConfigError, type Advice } from "../errors.ts";
import { rules } from "../rules/index.ts";
import { parseConfig } from "./parse-config.ts";

/** Where a repository keeps its configuration. */
export const CONFIG_PATH = ".github/headgate.yml";

/** The configuration that holds, and why it is not the one that was written. */
export interface ConfigAtBase {
  readonly config: Config;
  /** What is wrong in the file, with line and key; null when nothing is. Then the defaults hold. */
  readonly fault: Advice | null;
}

/** The configuration of a repository from the text of its file at the base commit; null: it has none. Never throws. */
export function configAtBase(text: string | null): ConfigAtBase {
  if (text === null) return { config: defaultConfig, fault: null };
  try {
    const ids = rules.map(({ id }) => id);
    return { config: parseConfig({ file: CONFIG_PATH, text }, ids), fault: null };
  } catch (error) {
    if (error instanceof ConfigError) return { config: defaultConfig, fault: error.advice };
    throw error;
  }
}
