import { KnownError } from "../errors.ts";
import { readPrivateKey, type Environment } from "./private-key.ts";

/** What the server is told by its environment: Probot's own variables, and where the store is. */
export interface Settings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly host: string;
  readonly port: number;
  /** `https://api.github.com`, or the API of a GitHub Enterprise Server. */
  readonly baseUrl: string;
  /** Null: the embedded store in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
}

const logLevels = ["debug", "info", "warn", "error"] as const;
type LogLevel = (typeof logLevels)[number];

/** Probot's fallback, which everybody knows: a server that took it would believe anybody. */
const KNOWN_SECRET = "development";

/** Reads the environment. Throws `KnownError` when something is missing without which nobody may run a server. */
export function readSettings(env: Environment): Settings {
  return {
    appId: readAppId(env["APP_ID"] ?? ""),
    privateKey: readPrivateKey(env),
    webhookSecret: readSecret(env["WEBHOOK_SECRET"] ?? ""),
    host: given(env, "HOST", "localhost"),
    port: readPort(given(env, "PORT", "3000")),
    baseUrl: readBaseUrl(env),
    databaseUrl: env["DATABASE_URL"] === undefined || env["DATABASE_URL"] === "" ? null : env["DATABASE_URL"],
    dataDir: given(env, "HEADGATE_DATA_DIR", ".headgate"),
    logLevel: readLogLevel(given(env, "LOG_LEVEL", "info")),
  };
}

function given(env: Environment, name: string, fallback: string): string {
  const value = env[name];
  return value === undefined || value === "" ? fallback : value;
}

function readAppId(text: string): number {
  if (/^[1-9]\d*$/u.test(text)) return Number(text);
  throw new KnownError("app-id-missing", {
    what: text === "" ? "APP_ID is not set." : `APP_ID is "${text}", which is no number.`,
    why: "It says which GitHub App Headgate is.",
    todo: "Set it to the App ID that the settings of the App show.",
  });
}

function readSecret(secret: string): string {
  if (secret !== "" && secret !== KNOWN_SECRET) return secret;
  throw new KnownError("webhook-secret-missing", {
    what: secret === "" ? "WEBHOOK_SECRET is not set." : `WEBHOOK_SECRET is "${KNOWN_SECRET}".`,
    why: "Everybody who knows the secret can send webhooks that look like GitHub's.",
    todo: "Choose a long random secret and set it here and in the settings of the App.",
  });
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port <= 65_535) return port;
  throw new KnownError("port-invalid", {
    what: `PORT is "${text}".`,
    why: "A port is a number from 0 to 65535.",
    todo: "Leave it out for 3000.",
  });
}

function readBaseUrl(env: Environment): string {
  const { GHE_HOST: host = "", GHE_PROTOCOL: protocol = "" } = env;
  return host === "" ? "https://api.github.com" : `${protocol || "https"}://${host}/api/v3`;
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text);
  if (level !== undefined) return level;
  throw new KnownError("log-level-invalid", {
    what: `LOG_LEVEL is "${text}".`,
    why: "",
    todo: `Use one of ${logLevels.join(", ")}.`,
  });
}
