import type { ArtifactPlace } from "../core/config.ts";
import type { Fault } from "./faults.ts";
import type { ArtifactPlace as WrittenPlace } from "./place-schema.ts";
import type { ConfigFile } from "./schema.ts";

/** A folder in one form, `.` for the repository itself: without `./` in front and a slash at the end. */
export function normalFolder(written: string): string {
  const parts = written.split("/").filter((part) => part !== "" && part !== ".");
  return parts.length === 0 ? "." : parts.join("/");
}

/** The place that an item of `artifacts` names. Exactly one, where `placeFaults` found nothing. */
export function placesOf(written: WrittenPlace): readonly ArtifactPlace[] {
  const { actions, git, url, "dbt-cloud": dbtCloud } = written;
  const places: ArtifactPlace[] = [];
  if (actions !== undefined) places.push({ kind: "actions", ...actions });
  if (git !== undefined) {
    places.push({ kind: "git", path: normalFolder(git.path), branch: git.branch ?? null });
  }
  if (url !== undefined) places.push({ kind: "url", ...url });
  if (dbtCloud !== undefined) places.push({ kind: "dbt-cloud", ...dbtCloud });
  return places;
}

/** What is wrong with folders and places although each has the right shape. */
export function placeFaults(file: ConfigFile): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [index, item] of (file.artifacts ?? []).entries()) {
    if (placesOf(item).length === 1) continue;
    faults.push({
      path: ["artifacts", index],
      text: "must hold exactly one of `actions`, `git`, `url`, `dbt-cloud`",
    });
  }
  const folders = (file.projects ?? []).map(normalFolder);
  for (const [index, folder] of folders.entries()) {
    if (folders.indexOf(folder) === index) continue;
    faults.push({ path: ["projects", index], text: "names the same folder again" });
  }
  return faults;
}
