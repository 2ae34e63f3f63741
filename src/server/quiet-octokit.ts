import { ProbotOctokit } from "probot";

/**
 * The Octokit that Probot signs in. Its own retries and throttling are off: on a secondary limit they repeat every request
 * without end, and a create that GitHub answered with an error may have been done. The forge repeats by itself, at most
 * twice, and looks before it repeats a create.
 */
export const QuietOctokit = ProbotOctokit.defaults({
  retry: { enabled: false },
  throttle: { enabled: false, onRateLimit: never, onSecondaryRateLimit: never },
});

function never(): boolean {
  return false;
}
