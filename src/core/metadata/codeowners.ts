import { matchesGlob } from "../glob.ts";
import type { Owner } from "../report.ts";

/** One line of CODEOWNERS: a pattern and who owns what fits; nobody when the line names none. */
interface OwnerLine {
  readonly glob: string;
  readonly owners: readonly string[];
}

/** Longer files than GitHub takes (3 MB) are cut; more lines than this are not looked at. */
const MAX_LINES = 20_000;

/** Says who owns a path of the repository, by CODEOWNERS. */
export type OwnersOfPath = (path: string) => readonly Owner[];

/**
 * Reads CODEOWNERS: of the lines that fit a path the last one wins, also when it names nobody (GitHub's documentation,
 * "About code owners"). E-mail addresses are left out, and names lose their `@`, so that nobody is pinged.
 */
export function parseCodeowners(text: string): OwnersOfPath {
  const lines = text.split("\n", MAX_LINES).flatMap(lineOf);
  return (path) => {
    const line = lines.findLast(({ glob }) => matchesGlob(glob, path));
    return (line?.owners ?? []).map((name) => ({ kind: "codeowners", name, via: "CODEOWNERS" }));
  };
}

function lineOf(written: string): readonly OwnerLine[] {
  const text = written.replace(/(?:^|\s)#.*$/u, "").trim();
  const [pattern, ...owners] = text.split(/(?<!\\)\s+/u);
  if (pattern === undefined || pattern === "") return [];
  const names = owners.filter((owner) => owner.startsWith("@")).map((owner) => owner.slice(1));
  return [{ glob: globOf(pattern.replaceAll("\\ ", " ")), owners: names }];
}

/** A slash at the beginning or inside ties a pattern to the root; one at the end means what is in the folder. */
function globOf(pattern: string): string {
  const isFolder = pattern.endsWith("/");
  const inside = isFolder ? pattern.slice(0, -1) : pattern;
  const isRooted = inside.includes("/");
  return `${isRooted ? "" : "**/"}${inside}${isFolder ? "/**" : ""}`;
}
