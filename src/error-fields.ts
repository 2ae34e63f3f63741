import { KnownError } from "./errors.ts";
import type { LogFields } from "./ports.ts";

/**
 * What a log line says of an error: its kind, its code and where it was thrown. Its message is left out,
 * because it may hold what stands in a pull request, or an address with a password.
 */
export function errorFields(error: unknown): LogFields {
  if (error instanceof KnownError) return { error: error.code, ...causeFields(error.cause) };
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /u.test(line)) ?? [];
  return { error: error.name, ...code, thrown: frames.map((line) => line.trim()).join(" < ") };
}

function causeFields(cause: unknown): LogFields {
  if (cause === undefined) return {};
  const { error = null, code = null } = errorFields(cause);
  return { cause: error, causeCode: code };
}
