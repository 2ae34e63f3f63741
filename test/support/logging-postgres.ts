import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type ClientConfig, type QueryConfig } from "pg";

/** Where Debian's packages put servers, a version a folder. */
const SERVERS = "/usr/lib/postgresql";

/** The programs of the newest; undefined where none is installed. */
const BIN = (existsSync(SERVERS) ? readdirSync(SERVERS) : [])
  .map((version) => join(SERVERS, version, "bin"))
  .filter((bin) => existsSync(join(bin, "pg_ctl")))
  .sort((left, right) => left.localeCompare(right, "en", { numeric: true }))
  .at(-1);

/** Whether there is a server to start. */
export const hasPostgres = BIN !== undefined;

/** A server of its own that writes every statement into csvlog, reached through a socket in its folder. */
export interface LoggingPostgres {
  /** Runs statements one after the other in one session. */
  readonly run: (session: ClientConfig, statements: readonly (string | QueryConfig)[]) => Promise<void>;
  /** Stops the server and gives the files of its log, which are whole. */
  readonly stop: () => Promise<readonly string[]>;
  /** Deletes its folder, and ends it where it still runs. */
  readonly remove: () => void;
}

/** Starts it with nothing in it. */
export async function startLoggingPostgres(): Promise<LoggingPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "headgate-csvlog-"));
  const data = join(folder, "data");
  if (isRoot()) execFileSync("chown", ["postgres", folder]);
  run("initdb", "--auth=trust", "--username=headgate", `--pgdata=${data}`);
  const settings = {
    listen_addresses: "",
    unix_socket_directories: folder,
    logging_collector: "on",
    log_destination: "csvlog",
    log_directory: "log",
    log_statement: "all",
    log_timezone: "UTC",
    fsync: "off",
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  // Without `--log` the server and its collector hold our pipe: it closes when the last line was written.
  const [command = "", ...words] = asOwner(
    "pg_ctl",
    "start",
    "--wait",
    `--pgdata=${data}`,
    `--options=${options.join(" ")}`,
  );
  const server = spawn(command, words, { stdio: ["ignore", "ignore", "pipe"] });
  server.stderr.resume();
  const ended = once(server, "close");
  await once(server, "exit");
  let isRunning = true;
  const end = (mode: "fast" | "immediate") => {
    isRunning = false;
    run("pg_ctl", "stop", `--mode=${mode}`, `--pgdata=${data}`);
  };
  return {
    run: (session, statements) => runAs({ host: folder, user: "headgate", ...session }, statements),
    stop: async () => {
      end("fast");
      await ended;
      const logs = join(data, "log");
      const names = readdirSync(logs).filter((name) => name.endsWith(".csv"));
      return names.sort().map((name) => join(logs, name));
    },
    remove: () => {
      if (isRunning) end("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function runAs(session: ClientConfig, statements: readonly (string | QueryConfig)[]): Promise<void> {
  const client = new Client(session);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function run(program: string, ...words: readonly string[]): void {
  const [command = "", ...rest] = asOwner(program, ...words);
  execFileSync(command, rest, { stdio: ["ignore", "ignore", "inherit"] });
}

/** PostgreSQL refuses to run as root. */
function asOwner(program: string, ...words: readonly string[]): readonly string[] {
  const command = [join(BIN ?? "", program), ...words];
  return isRoot() ? ["runuser", "-u", "postgres", "--", ...command] : command;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
