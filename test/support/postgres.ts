import { Client } from "pg";

/**
 * A schema of its own in the database of `DATABASE_URL`, so that test files do not see each other's tables.
 * `reset`: makes it new and empty. Without the variable nothing is there, and tests that need it are to be skipped.
 */
export function ownSchema(name: string): {
  readonly isThere: boolean;
  readonly url: string;
  readonly reset: () => Promise<void>;
} {
  const database = process.env["DATABASE_URL"] ?? "";
  if (database === "") return { isThere: false, url: "", reset: () => Promise.resolve() };
  const url = new URL(database);
  url.searchParams.set("options", `-c search_path=${name}`);
  return { isThere: true, url: url.href, reset: () => makeNew(database, name) };
}

async function makeNew(database: string, name: string): Promise<void> {
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    await client.query(`drop schema if exists ${name} cascade; create schema ${name}`);
  } finally {
    await client.end();
  }
}
