/** A complete configuration with comments. It stands in docs/configuration.md, and a test parses it. */
export const exampleConfig = `# .github/headgate.yml: read from the base branch only.
version: 1

# The dbt projects of the repository, each with a section of its own. Without this key: the repository itself.
projects:
  - .
  - teams/finance

# Where the artifacts of a commit are, tried in this order.
# {project} is the folder with slashes made dashes (root for .), {sha} the commit, {branch} its branch.
artifacts:
  # What the workflow of \`headgate init\` uploads.
  - actions: { name: "dbt-{project}" }
  # Files that are committed, here to a branch of their own.
  - git: { path: "{project}/{sha}", branch: dbt-artifacts }
  # Any https address whose host the server's operator allows.
  - url: { url: "https://artifacts.example.com/{project}/{sha}/", side: base }
  # A job of the dbt platform; its host and token are set by the server's operator.
  - dbt-cloud: { account: 1234, job: 5678, side: base }

# How grave a finding is. A rule that is not named keeps its own severity.
rules:
  # One word: off, note, warning or error.
  exposure-undocumented: off
  description-removed: note

  # Or a severity with exceptions; the last exception that fits wins.
  test-removed:
    severity: warning
    overrides:
      # Everything in a folder of the dbt project.
      - paths: [models/staging]
        severity: note
      # Globs: * within a folder, ** over folders. With tags as well, both must fit.
      - paths: ["models/**/finance_*.sql", models/marts/finance]
        tags: [critical]
        severity: error

# Which findings may fail the check: proven-errors, never, or a list of rules.
# Nothing but a proven error ever does. The exit code of the command follows --fail-on instead.
block:
  - contract-column-removed
  - contract-column-type-changed
  - column-removed-still-referenced

# The comment on the pull request: mode auto (where something breaks or is risky, or somebody asks) or off.
comment:
  mode: auto
  # At most five comments on lines of the diff, with text that is ready to commit.
  inline: false
  # Review pull requests that are drafts too.
  drafts: true

# The check run.
checks:
  name: headgate
  annotations: true

# Slash commands. allow: who may give a command (write, triage or read), where it differs from the command's own.
commands:
  prefix: /headgate
  allow:
    explain: read
    review: triage

# How \`headgate usage build\` reads query logs: whose queries are no use, and tools of your own.
usage:
  ignore_users: [monitoring, "svc_*"]
  tools:
    - name: Cockpit
      application: "(?i)^cockpit"
      dashboard: 'board=([a-z-]+)'
  # Where the log has what a manifest of CI has elsewhere; {custom} is the schema that the project configures.
  environments:
    - manifest: "ci.dbt_pr_*_{custom}"
      log: "analytics.{custom}"
    - manifest: "ci.dbt_pr_*"
      log: analytics.core

# What a usage snapshot keeps and a review tells of people: how many they are (counts), how many of each team (teams),
# or their names (names).
privacy:
  people: teams
  # The first team that a user fits; whoever is of none counts among the others.
  teams:
    - name: Finance
      users: ["*@finance.example.com", controller]
    - name: Marketing
      users: ["mkt_*"]

# How the review is worded: auto (a language model, if one is set up), small, large, or off (templates only).
draft:
  mode: auto
  # Names of models at the endpoint, instead of those that the server's operator set.
  models:
    small: small-model
    large: large-model
  # What a million tokens cost, so that reports and budgets can count money.
  prices:
    small-model: { input: 0.1, cached: 0.05, output: 0.4 }
    large-model: { input: 2, output: 8 }
  budgets:
    pull_tokens: 200000
    day_tokens: 2000000
    day_cost: 5
  # Facts that may leave beside names, types, numbers and the sentences of findings.
  send:
    sql: true
    descriptions: true
    owners: true
    usage: false
`;
