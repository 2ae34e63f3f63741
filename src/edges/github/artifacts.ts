import type { Sha } from "../../core/pull/pull.ts";
import { ForgeError } from "../../errors.ts";
import type { WorkflowArtifact } from "../../ports.ts";
import { at, type Connection } from "./connection.ts";

/** What is wanted of the artifacts of a name. */
export interface ArtifactQuery {
  readonly name: string;
  /** Only those of workflow runs of this head; null: the newest of all. */
  readonly headSha: Sha | null;
}

const MOST_PAGES = 5;

/** Artifacts of a name, newest first. */
export async function listArtifacts(
  connection: Connection,
  { name, headSha }: ArtifactQuery,
): Promise<readonly WorkflowArtifact[]> {
  const found = headSha === null ? await listNewest(connection, name) : [];
  for (const run of headSha === null ? [] : await listRuns(connection, headSha)) {
    found.push(...(await listOfRun(connection, name, run)));
  }
  return found.flatMap(toArtifact).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
}

async function listNewest(connection: Connection, name: string): Promise<GitHubArtifact[]> {
  const { github } = connection;
  const found: GitHubArtifact[] = [];
  const pages = github.paginate.iterator(github.rest.actions.listArtifactsForRepo, {
    ...at(connection),
    name,
    per_page: 100,
  });
  let read = 0;
  for await (const { data } of pages) {
    found.push(...data);
    read += 1;
    if (read === MOST_PAGES) break;
  }
  return found;
}

async function listRuns(connection: Connection, headSha: Sha): Promise<readonly number[]> {
  const { github } = connection;
  const wanted = { ...at(connection), head_sha: headSha, per_page: 100 };
  const runs = await github.paginate(github.rest.actions.listWorkflowRunsForRepo, wanted);
  return runs.map(({ id }) => id);
}

async function listOfRun(
  connection: Connection,
  name: string,
  run: number,
): Promise<readonly GitHubArtifact[]> {
  const { github } = connection;
  const wanted = { ...at(connection), run_id: run, name, per_page: 100 };
  return github.paginate(github.rest.actions.listWorkflowRunArtifacts, wanted);
}

/** What is read of GitHub's description of an artifact. */
interface GitHubArtifact {
  readonly id: number;
  readonly name: string;
  readonly size_in_bytes: number;
  readonly expired: boolean;
  readonly created_at: string | null;
  readonly digest?: string | null;
  readonly workflow_run?: {
    readonly repository_id?: number;
    readonly head_repository_id?: number;
    readonly head_sha?: string;
  } | null;
}

/** One whose run is not known is left out: nobody could say what it was built from. */
function toArtifact(artifact: GitHubArtifact): readonly WorkflowArtifact[] {
  const run = artifact.workflow_run;
  if (run?.head_sha === undefined) return [];
  return [
    {
      id: artifact.id,
      name: artifact.name,
      sizeInBytes: artifact.size_in_bytes,
      isExpired: artifact.expired,
      digest: artifact.digest ?? null,
      headSha: run.head_sha,
      // A fork that was deleted has no id any more.
      isFromFork: run.head_repository_id === undefined || run.head_repository_id !== run.repository_id,
      createdAt: artifact.created_at ?? "",
    },
  ];
}

const DOWNLOAD_TIMEOUT = 5 * 60_000;

/** The zip of an artifact. GitHub redirects to a storage that is asked anew, so that our token does not go there. */
export async function downloadArtifact(
  connection: Connection,
  id: number,
): Promise<AsyncIterable<Uint8Array>> {
  const { headers } = await connection.github.request(
    "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
    { ...at(connection), artifact_id: id, archive_format: "zip", request: { redirect: "manual" } },
  );
  const location = headers.location ?? "";
  const answer = await fetch(location, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT) }).catch(
    (cause: unknown) => {
      throw notDownloaded(id, "The storage did not answer.", cause);
    },
  );
  if (answer.ok && answer.body !== null) return readOn(answer.body, id);
  throw notDownloaded(id, `The storage says: ${answer.status}.`, null);
}

async function* readOn(body: AsyncIterable<Uint8Array>, id: number): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw notDownloaded(id, "The storage broke off.", error);
  }
}

function notDownloaded(id: number, why: string, cause: unknown): ForgeError {
  return new ForgeError(
    "forge-download-failed",
    {
      what: `The artifact ${id} could not be downloaded.`,
      why,
      todo: "Nothing if it passes; else run the workflow again.",
    },
    { cause },
  );
}
