import type { Sha } from "../../core/pull/pull.ts";
import { at, type Connection } from "./connection.ts";

/** The commit where the histories of base and head part. */
export async function mergeBase(connection: Connection, { base, head }: Ends): Promise<Sha> {
  const { data } = await connection.github.rest.repos.compareCommitsWithBasehead({
    ...at(connection),
    basehead: `${base}...${head}`,
    per_page: 1,
  });
  return data.merge_base_commit.sha;
}

interface Ends {
  readonly base: Sha;
  readonly head: Sha;
}

const MOST_ANCESTORS = 100;

/** GitHub lists commits of merged branches too: three pages hold a hundred first parents of most histories. */
const MOST_PAGES = 3;

/** A commit and its ancestors along the first parent, newest first. */
export async function listAncestors(connection: Connection, sha: Sha): Promise<readonly Sha[]> {
  const { github } = connection;
  const firstParents = new Map<Sha, Sha | null>();
  const pages = github.paginate.iterator(github.rest.repos.listCommits, {
    ...at(connection),
    sha,
    per_page: 100,
  });
  let read = 0;
  for await (const { data } of pages) {
    for (const commit of data) firstParents.set(commit.sha, commit.parents[0]?.sha ?? null);
    read += 1;
    if (read === MOST_PAGES || walk(firstParents, sha).length === MOST_ANCESTORS) break;
  }
  return walk(firstParents, sha);
}

function walk(firstParents: ReadonlyMap<Sha, Sha | null>, from: Sha): readonly Sha[] {
  const path: Sha[] = [];
  let sha: Sha | null = from;
  while (sha !== null && firstParents.has(sha) && path.length < MOST_ANCESTORS) {
    path.push(sha);
    sha = firstParents.get(sha) ?? null;
  }
  return path;
}
