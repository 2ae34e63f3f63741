import { append } from "../append.ts";
import { authorsOf } from "../diff/origin.ts";
import { nodeById, type Artifacts } from "../manifest/artifacts.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { ProjectReview, PullFacts } from "../pull/project-review.ts";
import { repositoryPath } from "../pull/repository-path.ts";
import type { Owner, Report } from "../report.ts";
import { isTold } from "../told.ts";
import { parseCodeowners, type OwnersOfPath } from "./codeowners.ts";
import { ownersOf } from "./owners.ts";

/** Who owns something that the pull request changes or reaches, and what. */
export interface OwnerHit {
  readonly owner: Owner;
  /** What is hit first stands first; an object stands once. */
  readonly objects: readonly UniqueId[];
}

/** The owners of what is hit, and what nobody owns. */
export interface OwnersHit {
  readonly hits: readonly OwnerHit[];
  readonly unowned: readonly UniqueId[];
}

/** By every source at once: exposures, groups and `meta` of the manifest, and CODEOWNERS for the files of the repository. */
export function ownersHit({ reviews, artifacts, codeowners }: PullFacts): OwnersHit {
  const ownersOfPath = parseCodeowners(codeowners ?? "");
  const owners = new Map<string, Owner>();
  const objects = new Map<string, UniqueId[]>();
  const unowned: UniqueId[] = [];
  for (const review of reviews) {
    const sides = artifacts[review.project];
    if (review.report === null || sides === undefined) continue;
    for (const id of hitIn(review.report)) {
      const found = ownersFor(id, { review, sides, ownersOfPath });
      if (found.length === 0) unowned.push(id);
      for (const owner of found) {
        const key = `${owner.kind} ${owner.name}`;
        if (!owners.has(key)) owners.set(key, owner);
        append(objects, key, id);
      }
    }
  }
  const hits = [...owners].map(([key, owner]) => ({ owner, objects: [...new Set(objects.get(key))] }));
  return { hits, unowned: [...new Set(unowned)] };
}

/** What is reached, the most important first, then what was changed. Tests have no owner of their own. */
function hitIn(report: Report): ReadonlySet<UniqueId> {
  const changes = report.changes.filter((change) => change.origin === "author" && isTold(change));
  const ids = [...report.impact, ...changes].filter(({ resourceType }) => !WITHOUT_OWNER.has(resourceType));
  return new Set(ids.map(({ uniqueId }) => uniqueId));
}

const WITHOUT_OWNER: ReadonlySet<string> = new Set(["test", "unit_test", "group", "macro"]);

interface Scope {
  readonly review: ProjectReview;
  readonly sides: Artifacts;
  readonly ownersOfPath: OwnersOfPath;
}

function ownersFor(id: UniqueId, { review, sides, ownersOfPath }: Scope): readonly Owner[] {
  const node = nodeById(sides, id);
  if (node === undefined) return [];
  const named = ownersOf(node, sides.head.project);
  // Files of an installed package are not in the repository.
  const isOwn = authorsOf(sides.base.project, sides.head.project).has(node.packageName) && node.path !== "";
  return isOwn ? [...named, ...ownersOfPath(repositoryPath(review.project, node.path))] : named;
}
