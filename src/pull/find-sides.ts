import { digest } from "../core/digest.ts";
import { ForgeError } from "../errors.ts";
import type { LookedAt } from "./problems.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/** Where both sides of one project were looked for, or why that failed. `project` is its folder. */
export type ProjectSides =
  | { readonly project: string; readonly kind: "looked"; readonly head: LookedAt; readonly base: LookedAt }
  | { readonly project: string; readonly kind: "failed"; readonly error: unknown };

/** Looks for the artifacts of every project when it is first asked, and once. Throws `ForgeError`. */
export type SidesFinder = () => Promise<readonly ProjectSides[]>;

/** What goes wrong with one project is its own; only a `ForgeError` is thrown on, for the code host could not be asked. */
export function findSides(hand: PullAtHand, ports: PullPorts): SidesFinder {
  let found: Promise<readonly ProjectSides[]> | null = null;
  return () => (found ??= lookForAll(hand, ports));
}

/**
 * Tells reviews of the same head, merge base, configuration and artifacts by the same Headgate (T10). A workflow that ran
 * again and uploaded other artifacts makes another review.
 */
export async function inputsOf(hand: PullAtHand, find: SidesFinder): Promise<string> {
  const found = (await find()).map((sides) =>
    sides.kind === "failed" ? null : [sides.head, sides.base].map(({ search }) => lastOf(search.location)),
  );
  return `${hand.inputs}.${digest(JSON.stringify(found))}`;
}

/** Whether a review with such inputs may be of these artifacts; without looking for them. */
export function mayBeOf(hand: PullAtHand, inputs: string): boolean {
  return inputs.startsWith(`${hand.inputs}.`);
}

/** The folder's own name tells artifacts apart on every machine; where the folder lies does not matter. */
function lastOf(location: string | null): string | null {
  return location === null ? null : (location.split("/").at(-1) ?? location);
}

async function lookForAll(hand: PullAtHand, ports: PullPorts): Promise<readonly ProjectSides[]> {
  const found: ProjectSides[] = [];
  for (const { path: project } of hand.config.projects) found.push(await lookFor(hand, project, ports));
  return found;
}

async function lookFor(hand: PullAtHand, project: string, ports: PullPorts): Promise<ProjectSides> {
  try {
    const head = await lookForSide(hand, { project, side: "head" }, ports);
    const base = await lookForSide(hand, { project, side: "base" }, ports);
    return { project, kind: "looked", head, base };
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    return { project, kind: "failed", error };
  }
}

async function lookForSide(
  { key, pull, mergeBase, config }: PullAtHand,
  { project, side }: { readonly project: string; readonly side: LookedAt["side"] },
  { forge, findArtifacts }: PullPorts,
): Promise<LookedAt> {
  const sha = side === "head" ? pull.head.sha : mergeBase;
  const search = await findArtifacts({
    forge,
    repository: `${key.owner}/${key.repository}`,
    places: config.artifacts,
    project,
    side,
    sha,
    branch: pull[side].ref,
    isFork: side === "head" && pull.isFork,
  });
  return { side, sha, search };
}
