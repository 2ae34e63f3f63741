import { ForgeError } from "../../errors.ts";
import { readBlob } from "../git/read-blob.ts";
import { at, type Connection } from "./connection.ts";
import { isMissing, isTooLarge } from "./fault.ts";
import { remoteOf } from "./remote.ts";

/** A file of a repository at a commit or branch. */
export interface RepositoryFile {
  readonly path: string;
  readonly ref: string;
}

const MOST_TEXT = 1024 * 1024;

/** The contents API gives up to 100 MB; an Enterprise Server may hold larger files. */
const MOST_BYTES = 300 * 1024 * 1024;

/** A text file; null when there is none. */
export async function readFile(connection: Connection, file: RepositoryFile): Promise<string | null> {
  const bytes = await readUpTo(connection, file, MOST_TEXT);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** The bytes of a file, fetched by git where the API gives none of its size; null when there is none. */
export async function readBytes(connection: Connection, file: RepositoryFile): Promise<Uint8Array | null> {
  try {
    return await readUpTo(connection, file, MOST_BYTES);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    const { remote, sha } = await remoteOf(connection, file.ref);
    return readBlob(remote, { sha, path: file.path }, MOST_BYTES);
  }
}

/** The contents API lists so many entries of a folder and leaves out the others (GitHub's REST docs). */
const MOST_ENTRIES = 1000;

/** The names in a folder; none where there is none, null where GitHub may have left some out. */
export async function listFolder(
  connection: Connection,
  folder: RepositoryFile,
): Promise<readonly string[] | null> {
  try {
    const { data } = await connection.github.rest.repos.getContent({ ...at(connection), ...folder });
    if (!Array.isArray(data)) return [];
    return data.length < MOST_ENTRIES ? data.map(({ name }) => name) : null;
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readUpTo(
  connection: Connection,
  file: RepositoryFile,
  most: number,
): Promise<Uint8Array | null> {
  try {
    const { data, headers } = await connection.github.request("GET /repos/{owner}/{repo}/contents/{path}", {
      ...at(connection),
      ...file,
      headers: { accept: "application/vnd.github.raw+json" },
      // Octokit would decode every answer with a charset as text, gzip files too.
      request: { parseSuccessResponseBody: false },
    });
    const body: unknown = data;
    if (!(body instanceof ReadableStream)) return new Uint8Array();
    // A folder is answered with a list, whatever media type was asked for.
    if (/^application\/json\b/u.test(headers["content-type"] ?? "")) {
      await body.cancel();
      return null;
    }
    return await collect(body, { file, most });
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function collect(
  body: ReadableStream<Uint8Array>,
  { file, most }: { readonly file: RepositoryFile; readonly most: number },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > most) throw tooLarge(file, most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge({ path }: RepositoryFile, most: number): ForgeError {
  return new ForgeError("forge-file-too-large", {
    what: `\`${path}\` was not read.`,
    why: `It has more than ${most / 1024 / 1024} MB.`,
    todo: "Make it smaller, or keep it elsewhere.",
  });
}
