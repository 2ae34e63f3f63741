import { fullName, type Repository } from "../records.ts";
import { isoTime, type World } from "../world.ts";
import { accountView } from "./account.ts";

/** A repository as REST answers and webhooks show it. */
export function repositoryView(world: World, repository: Repository) {
  const name = fullName(repository);
  return {
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: name,
    private: repository.isPrivate,
    visibility: repository.isPrivate ? "private" : "public",
    owner: accountView(world, repository.owner),
    fork: repository.parent !== null,
    archived: false,
    disabled: false,
    has_issues: true,
    default_branch: repository.defaultBranch,
    url: `${world.origin}/repos/${name}`,
    html_url: `${world.origin}/${name}`,
    clone_url: `${world.origin}/${name}.git`,
    created_at: isoTime(repository.createdAt),
    updated_at: isoTime(repository.createdAt),
    pushed_at: isoTime(repository.createdAt),
  };
}
