import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runWords } from "../support/run-words.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headgate-init-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

function read(path: string): Promise<string> {
  return readFile(join(folder, path), "utf8");
}

const WORKFLOW = ".github/workflows/headgate-artifacts.yml";

test.each([
  ["the profile", "profiles.yml", "shop:\n  outputs:\n    dev:\n      type: bigquery\n", "bigquery"],
  ["a manifest in target", "target/manifest.json", '{"metadata":{"adapter_type":"redshift"}}', "redshift"],
  ["the requirements", "requirements.txt", "dbt-databricks==1.9.0\n", "databricks"],
  ["pyproject.toml", "pyproject.toml", 'dependencies = ["dbt-duckdb>=1.9"]\n', "duckdb"],
])("the adapter is told by %s", async (...[, file, text, adapter]) => {
  await put("dbt_project.yml", "name: shop\n");
  await put(file, text);

  const ran = await runWords(["init"]);

  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(ran.stdout).toContain(`Adapter: ${adapter}.`);
  expect(await read(WORKFLOW)).toContain(`dbt-core dbt-${adapter}`);
});

test("every project of a monorepo is found, but not those of installed packages", async () => {
  await put("core/dbt_project.yml", "name: core\nprofile: shared\n");
  await put("teams/finance/dbt_project.yml", "name: finance\n");
  await put("core/dbt_packages/dbt_utils/dbt_project.yml", "name: dbt_utils\n");
  await put("venv/lib/dbt_project.yml", "name: adapter\n");

  const ran = await runWords(["init", "--adapter", "postgres"]);

  expect(ran.stdout).toContain('Projects: "core", "teams/finance".');
  expect(await read(".github/headgate.yml")).toContain('  - "teams/finance"');
});

test("nothing is written over, and then nothing at all is written", async () => {
  await put("dbt_project.yml", "name: shop\n");
  await put(".github/headgate.yml", "version: 1\n");

  const ran = await runWords(["init", "--adapter", "snowflake"]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(".github/headgate.yml is there already.");
  expect(await read(".github/headgate.yml")).toBe("version: 1\n");
  await expect(read(WORKFLOW)).rejects.toThrow("ENOENT");
});

test("--force writes over what is there", async () => {
  await put("dbt_project.yml", "name: shop\n");
  await put(".github/headgate.yml", "version: 1\n");

  const ran = await runWords(["init", "--adapter", "snowflake", "--force"]);

  expect(ran.code).toBe(0);
  expect(await read(".github/headgate.yml")).toContain("artifacts:");
});

test("--action adds the workflow that reviews without a server", async () => {
  await put("dbt_project.yml", "name: shop\n");

  const ran = await runWords(["init", "--adapter", "duckdb", "--action", "acme/headgate@v1"]);

  expect(ran.stdout).toContain("Wrote .github/workflows/headgate.yml");
  expect(await read(".github/workflows/headgate.yml")).toContain("uses: acme/headgate@v1");
});

test.each([
  ["no project", [], "There is no dbt project here."],
  ["an adapter that nothing tells", ["dbt_project.yml"], "Write --adapter NAME"],
])("%s is refused with what to do", async (_, files, advice) => {
  for (const file of files) await put(file, "name: shop\n");

  const ran = await runWords(["init"]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(advice);
});

test.each([["acme/headgate"], ["acme/headgate@v1\n      - run: evil"], ["headgate@v1"]])(
  "an action that is no place of a repository is refused: %j",
  async (action) => {
    await put("dbt_project.yml", "name: shop\n");

    const ran = await runWords(["init", "--adapter", "duckdb", "--action", action]);

    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain("owner/repository@ref");
  },
);
