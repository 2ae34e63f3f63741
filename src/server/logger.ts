import { pino, type Logger } from "pino";
import type { Log } from "../ports.ts";
import type { Settings } from "./settings.ts";

/** JSON lines on standard output. */
export function createLogger(level: Settings["logLevel"]): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** The logger as the port that the rest of Headgate knows. */
export function logOver(logger: Logger): Log {
  return {
    info: (fields, message) => {
      logger.info(fields, message);
    },
    warn: (fields, message) => {
      logger.warn(fields, message);
    },
    error: (fields, message) => {
      logger.error(fields, message);
    },
  };
}

/**
 * The logger that Probot and its Octokit get: silent. They log whole errors, whose request and text may hold a token or
 * what stands in a pull request; what matters of them is thrown and logged by us.
 */
export const silentLogger: Logger = pino({ level: "silent" });
