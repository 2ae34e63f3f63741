import { homedir } from "node:os";
import { join } from "node:path";
import { KnownError } from "../errors.ts";
import type { FinderSetting } from "../edges/artifacts/find-artifacts.ts";
import type { Environment } from "./private-key.ts";

/** What the artifacts of all commits together may take on disk. */
const CACHE_BYTES = 2 * 1024 ** 3;

/**
 * What whoever runs Headgate says of the places of artifacts, in the environment and nowhere else: a repository's
 * configuration names addresses, but only hosts that stand here are asked, and tokens are never in it.
 */
export function readOperator(env: Environment, folder: string): FinderSetting {
  return {
    cache: { folder, mostBytes: CACHE_BYTES },
    hosts: new Map(listed(env["HEADGATE_ARTIFACT_HOSTS"]).map((host) => [host, authorizationOf(host, env)])),
    dbtCloud: readDbtCloud(env),
  };
}

/** Where things are kept between runs on a machine that is no server. */
export function cacheFolder({ XDG_CACHE_HOME: given = "" }: Environment): string {
  return join(given === "" ? join(homedir(), ".cache") : given, "headgate");
}

function listed(text = ""): readonly string[] {
  return text
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== "");
}

/** `HEADGATE_ARTIFACT_TOKEN_ARTIFACTS_EXAMPLE_COM` is the token for `artifacts.example.com`. */
function authorizationOf(host: string, env: Environment): string | null {
  const token = env[`HEADGATE_ARTIFACT_TOKEN_${host.toUpperCase().replaceAll(/[^A-Z0-9]/gu, "_")}`] ?? "";
  return token === "" ? null : `Bearer ${token}`;
}

function readDbtCloud({ DBT_CLOUD_HOST: host = "", DBT_CLOUD_TOKEN: token = "" }: Environment) {
  if (host === "" && token === "") return null;
  if (host !== "" && token !== "") return { host, token };
  throw new KnownError("dbt-cloud-incomplete", {
    what: `DBT_CLOUD_${host === "" ? "HOST" : "TOKEN"} is not set.`,
    why: "The dbt platform is asked at the account's own host, with a service token.",
    todo: "Set both DBT_CLOUD_HOST and DBT_CLOUD_TOKEN, or neither.",
  });
}
