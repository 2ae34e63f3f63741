import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

const root = new URL("../../", import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** Paths in backticks that begin with one of our top folders; patterns such as `src/rules/<id>.ts` are left out. */
function pathsIn(markdown: string): readonly string[] {
  const quoted = [...markdown.matchAll(/`([^`\s<>*]+)`/gu)].map(([, text = ""]) => text);
  return quoted.filter((text) =>
    /^(?:src|test|fixtures|docs|scripts|bench|\.github|\.ci|\.oxlintrc)\b/u.test(text),
  );
}

/** A configuration file of the user's repository, not of ours. */
const usersOwn = new Set([".github/headgate.yml"]);

test.each(["docs/architecture.md", ".github/CONTRIBUTING.md"])("every path that %s names exists", (page) => {
  const paths = pathsIn(read(page)).filter((path) => !usersOwn.has(path));

  const missing = paths.filter((path) => !existsSync(new URL(path, root)));

  expect(paths.length).toBeGreaterThan(5);
  expect(missing).toEqual([]);
});

test("every folder of src stands in the architecture page", () => {
  const page = read("docs/architecture.md");

  const folders = readdirSync(new URL("src/", root), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );

  expect(folders.filter(({ name }) => !page.includes(`\`src/${name}/\``)).map(({ name }) => name)).toEqual(
    [],
  );
});

test.each(["README.md", ".github/CONTRIBUTING.md", "docs/architecture.md"])(
  "every npm script that %s tells people to run exists",
  (page) => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read("package.json")));
    const text = read(page);

    const told = [...text.matchAll(/npm run ([\w:-]+)/gu)].map(([, name = ""]) => name);

    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((name) => scripts[name] === undefined)).toEqual([]);
  },
);

test("the README shows the two commands that a newcomer runs, and links only to files that exist", () => {
  const readme = read("README.md");

  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/gu)].map(([, path = ""]) => path);

  expect(readme).toContain("npm ci && npm run demo");
  expect(readme).toContain("npm ci && npm test");
  expect(links.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});
