/** The first `.github/headgate.yml` of a repository. */
export function firstConfig(projects: readonly string[]): string {
  return `# How Headgate reviews pull requests. Read from the base branch only.
version: 1

# Folders of the dbt projects, each with a section of its own.
projects:
${projects.map((path) => `  - ${JSON.stringify(path)}`).join("\n")}

# What .github/workflows/headgate-artifacts.yml uploads.
artifacts:
  - actions: { name: "dbt-{project}" }

# Which findings may fail the check. Begin with never, look at a few reviews, then take proven-errors.
block: never
`;
}
