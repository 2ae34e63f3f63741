import { simpleGit, type SimpleGit } from "simple-git";

/** A remote repository. */
export interface Remote {
  /** `https://…`; credentials stand in `authorization` alone. */
  readonly url: string;
  /** The value of the `Authorization` header; null for none. */
  readonly authorization: string | null;
}

/** Milliseconds that git may say nothing, and that it may run. */
const SILENCE = 60_000;
const TIMEOUT = 5 * 60_000;

/**
 * Git in a folder, for one remote: no hooks, no file system monitor, no settings of the machine, no prompt, and no
 * protocol but the remote's, which is http. The credential goes by the environment, which other users of the machine
 * cannot see.
 */
export function openGit(folder: string, remote: Remote): SimpleGit {
  const environment = environmentOf(remote);
  const git = simpleGit({
    baseDir: folder,
    allowEnvironment: Object.keys(environment),
    maxConcurrentProcesses: 1,
    timeout: { block: SILENCE },
    abort: AbortSignal.timeout(TIMEOUT),
    // What simple-git takes for unsafe here is what makes git safer: each setting turns something off.
    unsafe: {
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeHooksPath: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeProtocolOverride: true,
    },
  });
  return git.env(environment);
}

function environmentOf({ url, authorization }: Remote): Record<string, string> {
  const protocol = new URL(url).protocol === "http:" ? "http" : "https";
  const settings: (readonly [string, string])[] = [
    ["core.hooksPath", "/dev/null"],
    ["core.fsmonitor", "false"],
    ["protocol.allow", "never"],
    [`protocol.${protocol}.allow`, "always"],
    ["http.followRedirects", "false"],
    ["submodule.recurse", "false"],
    ["gc.auto", "0"],
  ];
  if (authorization !== null) settings.push(["http.extraHeader", `Authorization: ${authorization}`]);
  const environment: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_COUNT: String(settings.length),
  };
  for (const [index, [name, value]] of settings.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = name;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return environment;
}
