/**
 * The workflow that runs Headgate as an Action, without a server. It may write to the pull request, so it never checks
 * out or runs code of it: it reads the artifacts that the other workflow uploaded. `action` is `owner/repository@ref`.
 */
export function reviewWorkflow(action: string): string {
  return `# Written by \`headgate init\`. Reviews pull requests and answers slash commands. It may write comments and checks, so it
# never checks out or runs what a pull request holds: it reads the artifacts that "headgate artifacts" uploaded.
name: headgate

on:
  workflow_run:
    workflows: [headgate artifacts]
    types: [completed]
  issue_comment:
    types: [created]

permissions: {}

concurrency:
  # One after the other. Of several that wait GitHub keeps the newest: a command without a reaction is to be given again.
  group: headgate-\${{ github.event.issue.number || github.event.workflow_run.head_branch }}
  cancel-in-progress: false

jobs:
  review:
    # When the artifacts of a pull request are there, and for comments on pull requests that give a command. Another prefix in
    # the configuration must stand here too.
    if: >-
      \${{ github.event.workflow_run.event == 'pull_request'
      || (github.event.issue.pull_request && contains(github.event.comment.body, '/headgate')) }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      actions: read # artifacts
      checks: write # the check run
      contents: read # the configuration at the base
      issues: write # reactions and the comment
      pull-requests: write # comments on lines
    steps:
      - uses: ${action}
`;
}
