import { Client } from "pg";

/**
 * A database of its own in the server of `DATABASE_URL`, which counts statements: everything but the tests' own
 * statements stays out of it. Without the variable, or where the server does not count, tests that need it are to be skipped.
 */
export interface CountingPostgres {
  readonly isThere: boolean;
  /** libpq's variables for a user of the database. */
  readonly env: (user?: string) => Readonly<Record<string, string>>;
  /** Runs statements as a user, each by itself. */
  readonly run: (statements: readonly string[], user?: string) => Promise<void>;
  /** Makes the database new: nothing was counted in it yet. */
  readonly reset: () => Promise<void>;
  /** Takes the database away, and roles that were made for it. */
  readonly drop: (roles?: readonly string[]) => Promise<void>;
}

export async function countingPostgres(name: string): Promise<CountingPostgres> {
  const server = process.env["DATABASE_URL"] ?? "";
  const own = new URL(server === "" ? "postgres://nobody@127.0.0.1/none" : server);
  own.pathname = `/${name}`;
  const urlOf = (user: string | undefined): URL => {
    const url = new URL(own);
    if (user !== undefined) url.username = user;
    return url;
  };
  const drop = (roles: readonly string[] = []) =>
    runAt(server, [
      `drop database if exists ${name} with (force)`,
      ...roles.map((role) => `drop role if exists ${role}`),
    ]);
  return {
    isThere: server !== "" && (await counts(server)),
    env: (user) => {
      const { hostname, port, username, password } = urlOf(user);
      return {
        PGHOST: hostname,
        PGPORT: port || "5432",
        PGDATABASE: name,
        PGUSER: username,
        PGPASSWORD: password,
      };
    },
    run: (statements, user) => runAt(urlOf(user).href, statements),
    reset: async () => {
      await drop();
      await runAt(server, [`create database ${name}`]);
      await runAt(own.href, ["create extension pg_stat_statements"]);
    },
    drop,
  };
}

async function counts(server: string): Promise<boolean> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query<{ libraries: string }>(
      "select current_setting('shared_preload_libraries') as libraries",
    );
    return (rows[0]?.libraries ?? "").includes("pg_stat_statements");
  } finally {
    await client.end();
  }
}

async function runAt(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
