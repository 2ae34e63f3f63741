import type { RepositoryKey } from "../../core/pull/pull.ts";
import type { Forge, Log } from "../../ports.ts";
import { downloadArtifact, listArtifacts } from "./artifacts.ts";
import { changedFiles } from "./changed-files.ts";
import { ensureCheck } from "./checks.ts";
import { connect, type Access, type GitHub } from "./client.ts";
import { ensureComment, findComment } from "./comments.ts";
import { listAncestors, mergeBase } from "./commits.ts";
import type { Connection } from "./connection.ts";
import { listFolder, readBytes, readFile } from "./contents.ts";
import { identityOf } from "./identity.ts";
import { ensureLineComments } from "./line-comments.ts";
import { permissionOf } from "./permission.ts";
import { listOpenPulls, readPull } from "./pulls.ts";
import { listReactions, react } from "./reactions.ts";
import type { Patience } from "./retry.ts";

/** What a forge needs besides GitHub. */
export interface ForgeSetting extends Patience {
  readonly log: Log;
}

/** A repository reached by a token: inside an Action, on a laptop. */
export function tokenForge(access: Access, repository: RepositoryKey, setting: ForgeSetting): Forge {
  const github = connect(access, setting);
  return forgeOver({ github, ownLogin: identityOf(github) }, repository, setting);
}

/** A client and the name that it writes under. */
export interface Identified {
  readonly github: GitHub;
  readonly ownLogin: () => Promise<string>;
}

/** One repository on GitHub, by intent. */
export function forgeOver(
  identified: Identified,
  { owner, repository }: RepositoryKey,
  setting: ForgeSetting,
): Forge {
  const connection: Connection = { ...identified, ...setting, owner, repo: repository };
  return {
    readPull: (number) => readPull(connection, number),
    listOpenPulls: () => listOpenPulls(connection),
    mergeBase: (base, head) => mergeBase(connection, { base, head }),
    listAncestors: (sha) => listAncestors(connection, sha),
    readFile: (path, ref) => readFile(connection, { path, ref }),
    readBytes: (path, ref) => readBytes(connection, { path, ref }),
    listFolder: (path, ref) => listFolder(connection, { path, ref }),
    changedFiles: (number) => changedFiles(connection, number),
    permissionOf: (login) => permissionOf(connection, login),
    findComment: (number, marker) => findComment(connection, number, marker),
    ensureComment: (number, comment) => ensureComment(connection, number, comment),
    ensureLineComments: (number, headSha, comments) =>
      ensureLineComments(connection, { number, headSha }, comments),
    react: (comment, reaction) => react(connection, comment, reaction),
    listReactions: (comment) => listReactions(connection, comment),
    ensureCheck: (check) => ensureCheck(connection, check),
    listArtifacts: (name, headSha) => listArtifacts(connection, { name, headSha }),
    downloadArtifact: (id) => downloadArtifact(connection, id),
  };
}
