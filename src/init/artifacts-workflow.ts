import type { Adapter } from "./adapters.ts";
import type { DbtProject } from "./dbt-project.ts";
import { pinned } from "./pinned-actions.ts";

/** What the workflow is written for. */
export interface WorkflowRequest {
  readonly adapter: Adapter;
  readonly projects: readonly DbtProject[];
  /** The branch that pull requests go into. */
  readonly branch: string;
}

/** The name under which a project's artifacts are uploaded, as `dbt-{project}` of the configuration has it. */
function artifactName(path: string): string {
  return `dbt-${path === "." ? "root" : path.replaceAll("/", "-")}`;
}

/** The workflow that builds the artifacts of every pull request and of the base branch, and uploads them. */
export function artifactsWorkflow(request: WorkflowRequest): string {
  return `# Written by \`headgate init\`. Builds the dbt artifacts that Headgate compares: of every pull request, and of the base
# branch on every push, so that the merge base has them. It runs the code of the pull request, so it gets no right to write.
name: headgate artifacts

on:
  pull_request:
  push:
    branches: [${JSON.stringify(request.branch)}]
  # For the first time: builds the newest commit of the base branch.
  workflow_dispatch:

permissions: {}

concurrency:
  group: headgate-artifacts-\${{ github.event.pull_request.number || github.sha }}
  cancel-in-progress: true

jobs:
  artifacts:
    name: \${{ matrix.name }}
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
    strategy:
      fail-fast: false
      matrix:
        include:
${request.projects.map(matrixRow).join("\n")}
    defaults:
      run:
        working-directory: \${{ matrix.project }}
${environment(request)}${steps(request)}`;
}

/** Nothing here writes to GitHub, and what needs the warehouse may fail. */
function steps(request: WorkflowRequest): string {
  return `    steps:
      - uses: ${pinned.checkout}
        with:
          # The head itself, not its merge with the base: what is compared with the merge base.
          ref: \${{ github.event.pull_request.head.sha || github.sha }}
          persist-credentials: false
      - uses: ${pinned.setupPython}
        with:
          python-version: "3.12"
      # Pin these to the versions that production runs.
      - run: python -m pip install dbt-core ${request.adapter.package}
${profileStep(request)}      - run: dbt deps
      # Needs no warehouse: this much always works.
      - run: dbt parse
${reachStep(request)}      - uses: ${pinned.uploadArtifact}
        with:
          name: \${{ matrix.name }}
          path: |
            \${{ matrix.project }}/target/manifest.json
            \${{ matrix.project }}/target/catalog.json
            \${{ matrix.project }}/target/semantic_manifest.json
          if-no-files-found: error
          # As long as a pull request may stay open.
          retention-days: 90
`;
}

function matrixRow({ path, profile }: DbtProject): string {
  const row = { name: artifactName(path), project: path, profile };
  const cells = Object.entries(row).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `          - { ${cells.join(", ")} }`;
}

/** Every secret that is read, with a stand-in where there is none: pull requests from forks get no secrets. */
function environment({ adapter, projects }: WorkflowRequest): string {
  const own = projects.flatMap(({ ownProfile }) => ownProfile ?? []);
  const names = new Set([...(writesProfile(projects) ? adapter.secrets : []), ...own]);
  if (names.size === 0) return "";
  const lines = [...names].map((name) => `      ${name}: \${{ secrets.${name} || 'unset' }}\n`);
  return `    env:\n${lines.join("")}`;
}

function writesProfile(projects: readonly DbtProject[]): boolean {
  return projects.some(({ ownProfile }) => ownProfile === null);
}

/** A profile for projects that bring none. dbt finds the profile of those that do by itself, in the working directory. */
function profileStep({ adapter, projects }: WorkflowRequest): string {
  if (!writesProfile(projects)) return "";
  const lines = [`type: ${adapter.name}`, ...adapter.profile, "threads: 4"];
  return `      # Put the names of production here: catalogs and the names of relations come from them.
      - name: Write a profile where the project has none
        env:
          PROFILE: \${{ matrix.profile }}
        run: |
          test -e profiles.yml && exit 0
          cat > profiles.yml <<YAML
          "$PROFILE":
            target: headgate
            outputs:
              headgate:
${lines.map((line) => `                ${line}`).join("\n")}
          YAML
`;
}

/** Compiled SQL and a catalog, where the warehouse can be reached. Without them the review says what it could not see. */
function reachStep({ adapter, projects }: WorkflowRequest): string {
  const [first] = writesProfile(projects)
    ? adapter.secrets
    : projects.flatMap(({ ownProfile }) => ownProfile ?? []);
  const command = adapter.secrets.length === 0 ? "dbt compile" : "dbt docs generate";
  const lines = [...adapter.prepare, command].map((line) => `          ${line}\n`);
  const condition = first === undefined ? "" : `        if: \${{ env.${first} != 'unset' }}\n`;
  return `      - name: Compile, with a catalog where the warehouse can be reached
${condition}        continue-on-error: true
        run: |
${lines.join("")}`;
}
