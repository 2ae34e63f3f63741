import { z } from "zod";
import type { ArtifactPlace } from "../../core/config.ts";
import { ArtifactError } from "../../errors.ts";
import { download, type DownloadRules } from "../http/download.ts";
import type { Network } from "../http/network.ts";
import { capped } from "./capped.ts";
import { gather } from "./gather.ts";
import { commitsOf, notThere, sideText, type Keeping, type PlaceAnswer, type Wanted } from "./place.ts";

type DbtCloudPlace = Extract<ArtifactPlace, { kind: "dbt-cloud" }>;

/** The account's host, such as `ab123.us1.dbt.com`, and a service token. Both are the operator's. */
export interface DbtCloudAccess {
  readonly host: string;
  readonly token: string;
}

interface DbtCloudKeeping extends Keeping {
  /** Null where the operator gave none. */
  readonly access: DbtCloudAccess | null;
  readonly network: Network;
}

/** A run of a job, as the admin API v2 describes it. */
const Run = z.object({ id: z.number(), git_sha: z.string().nullable(), git_branch: z.string().nullable() });
type Run = z.infer<typeof Run>;

const Runs = z.object({ data: z.array(Run) });

/** The API gives at most 100 in a page. */
const RUNS = 100;
const SUCCESS = "10";
const MOST_LIST_BYTES = 20 * 1024 * 1024;
const TIMEOUT = 5 * 60_000;

/**
 * The newest successful run of a job of the dbt platform for the commit; for a base else for its newest ancestor, else the
 * newest on its branch. API: docs.getdbt.com/dbt-cloud/api-v2, "List Runs" and "Retrieve Run Artifact".
 */
export async function fromDbtCloud(
  place: DbtCloudPlace,
  wanted: Wanted,
  { access, network, ...keeping }: DbtCloudKeeping,
): Promise<PlaceAnswer> {
  if (place.side !== "both" && place.side !== wanted.side) {
    return notThere(`The dbt job ${place.job} in the configuration is for ${place.side} alone.`);
  }
  if (access === null) {
    return notThere("The dbt platform was not asked: the server's operator has given it no host and token.");
  }
  const api: Api = {
    root: `${network.protocol}//${access.host}/api/v2/accounts/${place.account}/runs/`,
    rules: { network, hosts: new Map([[access.host, `Token ${access.token}`]]), timeout: TIMEOUT },
  };
  const run = await chooseRun(await listRuns(api, place.job), wanted);
  const none = `The dbt job ${place.job} has no successful run with a manifest for ${sideText(wanted)} among its last ${RUNS}.`;
  if (run === null) return notThere(none);
  const key = {
    repository: wanted.repository,
    project: wanted.project,
    sha: run.git_sha,
    version: `dbt ${run.id}`,
  };
  const read = (path: string) => download(new URL(path, api.root), api.rules);
  const location = await keeping.cache.keep(key, (folder) =>
    gather({ location: `${run.id}/artifacts`, read }, folder, keeping.mostBytes),
  );
  return location === null ? notThere(none) : { location, builtFrom: run.git_sha };
}

interface Api {
  readonly root: string;
  readonly rules: DownloadRules;
}

/** Successful runs of the job, newest first. */
async function listRuns({ root, rules }: Api, job: number): Promise<readonly Run[]> {
  const url = new URL(root);
  url.search = String(
    new URLSearchParams({
      job_definition_id: String(job),
      status: SUCCESS,
      order_by: "-finished_at",
      limit: String(RUNS),
    }),
  );
  const body = await download(url, rules);
  const chunks: Uint8Array[] = [];
  if (body !== null) {
    for await (const chunk of capped(body, { name: "runs", most: MOST_LIST_BYTES })) chunks.push(chunk);
  }
  return parseRuns(Buffer.concat(chunks).toString());
}

function parseRuns(text: string): readonly Run[] {
  try {
    return Runs.parse(JSON.parse(text)).data;
  } catch (cause) {
    const advice = {
      what: "The runs of the dbt job could not be listed.",
      why: "There is no such account or job, or the answer is none of the admin API v2.",
      todo: "Check account and job in the configuration, and the host that the operator gave.",
    };
    throw new ArtifactError("dbt-cloud-runs", advice, { cause });
  }
}

async function chooseRun(runs: readonly Run[], wanted: Wanted): Promise<Run | null> {
  for await (const sha of commitsOf(wanted)) {
    const run = runs.find(({ git_sha: built }) => built === sha);
    if (run !== undefined) return run;
  }
  if (wanted.side === "head") return null;
  return runs.find(({ git_branch: branch }) => branch === wanted.branch) ?? null;
}
