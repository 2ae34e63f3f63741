import { defaultConfig, type Config } from "../core/config.ts";

/** The configuration in a file, or the defaults. Throws `ConfigError`. */
export async function configFrom(file: string | undefined): Promise<Config> {
  if (file === undefined) return defaultConfig;
  const { rules } = await import("../rules/index.ts");
  const { loadConfig } = await import("../config/load-config.ts");
  return loadConfig(
    file,
    rules.map(({ id }) => id),
  );
}
