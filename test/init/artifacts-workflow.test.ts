import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { adapters, type Adapter } from "../../src/init/adapters.ts";
import { artifactsWorkflow } from "../../src/init/artifacts-workflow.ts";
import { firstConfig } from "../../src/init/config-file.ts";
import { reviewWorkflow } from "../../src/init/review-workflow.ts";

const projects = [
  { path: ".", profile: "shop", ownProfile: null },
  { path: "teams/finance", profile: 'odd "name": x', ownProfile: ["FINANCE_TOKEN"] },
];

function written(adapter: Adapter) {
  const text = artifactsWorkflow({ adapter, projects, branch: "main" });
  return { text, workflow: parse(text) };
}

function stepNamed(
  workflow: { jobs: { artifacts: { steps: { name?: string; run: string }[] } } },
  name: string,
) {
  return workflow.jobs.artifacts.steps.find((step) => step.name?.startsWith(name))?.run ?? "";
}

describe.each(adapters)("the workflow for $name", (adapter) => {
  test("pins every action to a commit and gives the job no more than reading", () => {
    const { text, workflow } = written(adapter);

    const uses = [...text.matchAll(/uses: (\S+)( # v\d+\.\d+\.\d+)?/gu)];

    expect(uses).toHaveLength(3);
    expect(
      uses.filter(([, action = "", version]) => !/@[\da-f]{40}$/u.test(action) || version === undefined),
    ).toEqual([]);
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.artifacts.permissions).toEqual({ contents: "read" });
    expect(workflow.on).toHaveProperty("pull_request");
    expect(workflow.on).not.toHaveProperty("pull_request_target");
  });

  test("builds the head itself, not its merge with the base", () => {
    const { workflow } = written(adapter);

    expect(workflow.jobs.artifacts.steps[0].with).toEqual({
      ref: "${{ github.event.pull_request.head.sha || github.sha }}",
      "persist-credentials": false,
    });
  });

  test("writes a profile that is YAML, with the names of relations as written and every secret from the environment", () => {
    const { workflow } = written(adapter);

    const heredoc = /<<YAML\n([\s\S]*?)\nYAML/u.exec(stepNamed(workflow, "Write a profile"))?.[1] ?? "";
    const output = parse(heredoc).$PROFILE.outputs.headgate;

    expect(output.type).toBe(adapter.name);
    for (const name of ["database", "dbname", "schema", "catalog", "project", "dataset"]) {
      expect(output[name] ?? "").not.toContain("env_var");
    }
    const env = workflow.jobs.artifacts.env;
    const read = [...heredoc.matchAll(/env_var\('(\w+)'\)/gu)].map(([, name]) => name);
    expect(read.filter((name) => name !== "RUNNER_TEMP" && env[name ?? ""] === undefined)).toEqual([]);
  });

  test("gives every secret a stand-in, because pull requests from forks get none", () => {
    const { workflow } = written(adapter);

    const values: unknown[] = Object.values(workflow.jobs.artifacts.env);

    expect(values.every((value) => String(value).endsWith(" || 'unset' }}"))).toBe(true);
    expect(workflow.jobs.artifacts.env).toHaveProperty("FINANCE_TOKEN");
  });

  test("uploads under the name that the configuration asks for", () => {
    const { workflow } = written(adapter);

    expect(workflow.jobs.artifacts.strategy.matrix.include).toEqual([
      { name: "dbt-root", project: ".", profile: "shop" },
      { name: "dbt-teams-finance", project: "teams/finance", profile: 'odd "name": x' },
    ]);
    expect(workflow.jobs.artifacts.steps.at(-1).with.name).toBe("${{ matrix.name }}");
  });
});

test("a project that brings its profile gets none, and its own variables as secrets", () => {
  const text = artifactsWorkflow({
    adapter: adapters[0] ?? neverAdapter(),
    projects: [{ path: ".", profile: "shop", ownProfile: ["MY_ACCOUNT"] }],
    branch: "main",
  });

  expect(text).not.toContain("cat > profiles.yml");
  expect(text).toContain("MY_ACCOUNT: ${{ secrets.MY_ACCOUNT || 'unset' }}");
  expect(text).toContain("if: ${{ env.MY_ACCOUNT != 'unset' }}");
  expect(text).not.toContain("SNOWFLAKE_USER");
});

test("the review's workflow reads what is uploaded and never checks out a pull request", () => {
  const text = reviewWorkflow("acme/headgate@v1");
  const workflow = parse(text);

  expect(workflow.on.workflow_run.workflows).toEqual([
    parse(written(adapters[0] ?? neverAdapter()).text).name,
  ]);
  expect(workflow.jobs.review.steps).toEqual([{ uses: "acme/headgate@v1" }]);
  expect(workflow.permissions).toEqual({});
  expect(workflow.jobs.review.permissions).not.toHaveProperty("contents", "write");
});

test("the first configuration is read by the real loader", () => {
  const config = parseConfig({ file: "headgate.yml", text: firstConfig([".", "teams/finance"]) }, []);

  expect(config.projects).toEqual([{ path: "." }, { path: "teams/finance" }]);
  expect(config.artifacts).toEqual([{ kind: "actions", name: "dbt-{project}" }]);
  expect(config.block).toBe("never");
});

function neverAdapter(): never {
  throw new Error("no adapter is known");
}
