/** A complete configuration with comments. It stands in docs/configuration.md, and a test parses it. */
export const exampleConfig = `# .github/headgate.yml: read from the base branch only.
version: 1

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

# How the review is worded: auto (a language model, if one is set up) or off (templates only).
draft:
  mode: auto
`;
