import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Desk } from "../../../src/edges/artifacts/desk.ts";
import { NOT_READ, readEarly } from "../../../src/edges/artifacts/read-early.ts";
import { nextTurn } from "../../../src/edges/thread/next-turn.ts";
import type { BaseJob, Expectation, Job, ManifestJob, Sent } from "../../../src/edges/artifacts/messages.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-desk-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, code: string): string {
  const path = join(folder, `${name}.json`);
  const metadata = { dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json" };
  const nodes = {
    "model.shop.a": { resource_type: "model", raw_code: "select 1" },
    "model.shop.b": { resource_type: "model", raw_code: code },
  };
  writeFileSync(path, JSON.stringify({ metadata, nodes }));
  return path;
}

function baseJob(number: number, path: string): BaseJob {
  return { kind: "manifest", path, role: { side: "base", number, keepIn: null, head: null } };
}

function headJob(against: number, path: string): ManifestJob {
  return { kind: "manifest", path, role: { side: "head", against } };
}

function expected(base: BaseJob, head: ManifestJob, read = NOT_READ): Expectation {
  return { type: "expect", base, head, read };
}

/** What is told of the entries, in the order of the file. */
async function told(desk: Desk, job: Job): Promise<readonly unknown[]> {
  const sent: Sent[] = [];
  for (
    let reply = await desk.hear({ type: "read", job });
    reply !== undefined && reply.type !== "done";
    reply = await desk.hear({ type: "more" })
  )
    sent.push(reply);
  return sent.flatMap((reply) => (reply.type === "batch" ? reply.batch.items.flatMap(whatOf) : [reply.type]));
}

function whatOf(item: unknown): unknown {
  const [first, what, count]: readonly unknown[] = Array.isArray(item) ? item : [];
  return first === "same" ? Array.from({ length: Number(count) }, () => first) : what;
}

/** Enough for what was begun to be made. */
async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

describe("the desk of the thread that reads", () => {
  test("tells what differs between a head and its base", async () => {
    const desk = new Desk();

    expect(await told(desk, baseJob(1, write("base", "select 2")))).toEqual(["outline", "outline"]);
    expect(await told(desk, headJob(1, write("head", "select 3")))).toEqual(["same", "node"]);
  });

  test("reads no file of which it got the content", async () => {
    const desk = new Desk();
    const [base, head] = [baseJob(1, write("base", "select 2")), headJob(1, write("head", "select 3"))];
    const read = await readEarly(base.path, head.path);
    for (const { path } of [base, head]) rmSync(path);

    await desk.hear(expected(base, head, read));
    await someTurns();

    expect(await told(desk, base)).toEqual(["outline", "outline"]);
    expect(await told(desk, head)).toEqual(["same", "node"]);
  });

  test("tells the same of what was expected", async () => {
    const desk = new Desk();
    const [base, head] = [baseJob(1, write("base", "select 2")), headJob(1, write("head", "select 3"))];

    expect(await desk.hear(expected(base, head))).toBeUndefined();
    await someTurns();
    for (const { path } of [base, head]) rmSync(path);

    expect(await told(desk, base)).toEqual(["outline", "outline"]);
    expect(await told(desk, head)).toEqual(["same", "node"]);
  });

  test("goes on with a review when another one is expected meanwhile", async () => {
    const desk = new Desk();
    const [base, head] = [baseJob(1, write("base", "select 2")), headJob(1, write("head", "select 3"))];
    const [others, other] = [baseJob(2, write("bases", "select 4")), headJob(2, write("heads", "select 4"))];

    await desk.hear(expected(base, head));
    await someTurns();
    expect(await told(desk, base)).toEqual(["outline", "outline"]);
    await desk.hear(expected(others, other));

    expect(await told(desk, others)).toEqual(["outline", "outline"]);
    expect(await told(desk, head)).toEqual(["same", "node"]);
    expect(await told(desk, other)).toEqual(["same", "same"]);
  });

  test("reads what is asked for, whatever was expected", async () => {
    const desk = new Desk();
    const base = baseJob(1, write("base", "select 2"));
    await desk.hear(expected(base, headJob(1, write("head", "select 3"))));

    expect(await told(desk, baseJob(2, write("other", "select 4")))).toEqual(["outline", "outline"]);
    expect(await told(desk, headJob(2, write("head", "select 4")))).toEqual(["same", "same"]);
  });

  test("compares with the base that is named, when several were read", async () => {
    const desk = new Desk();
    for (const number of [1, 2, 3])
      await told(desk, baseJob(number, write(`base-${number}`, `select ${number}`)));

    expect(await told(desk, headJob(2, write("head", "select 2")))).toEqual(["same", "same"]);
    expect(await told(desk, headJob(3, write("head", "select 2")))).toEqual(["same", "node"]);
  });

  test("reads a head whole when its base is not remembered", async () => {
    const desk = new Desk();
    for (let number = 1; number <= 9; number += 1)
      await told(desk, baseJob(number, write("base", "select 2")));

    expect(await told(desk, headJob(9, write("head", "select 2")))).toEqual(["same", "same"]);
    expect(await told(desk, headJob(9, write("head", "select 2")))).toEqual(["node", "node"]);
    expect(await told(desk, headJob(1, write("head", "select 2")))).toEqual(["node", "node"]);
  });

  test("begins what is expected after a base that could not be read", async () => {
    const desk = new Desk();
    const broken = baseJob(1, write("broken", "select 2"));
    writeFileSync(broken.path, "{");
    await desk.hear(expected(broken, headJob(1, write("head", "select 3"))));
    expect(await told(desk, broken)).toEqual(["failed"]);
    const [base, head] = [baseJob(2, write("base", "select 2")), headJob(2, write("head", "select 3"))];

    await desk.hear(expected(base, head));
    await someTurns();
    for (const { path } of [base, head]) rmSync(path);

    expect(await told(desk, base)).toEqual(["outline", "outline"]);
    expect(await told(desk, head)).toEqual(["same", "node"]);
  });

  test("goes on with a review when what lies beside its base could not be read", async () => {
    const desk = new Desk();
    const [base, head] = [baseJob(1, write("base", "select 2")), headJob(1, write("head", "select 3"))];
    const [others, other] = [baseJob(2, write("bases", "select 4")), headJob(2, write("heads", "select 4"))];
    await desk.hear(expected(base, head));
    await someTurns();
    await told(desk, base);

    expect(await told(desk, { kind: "catalog", path: join(folder, "nothing.json") })).toEqual(["failed"]);
    await desk.hear(expected(others, other));
    await someTurns();

    expect(await told(desk, head)).toEqual(["same", "node"]);
  });

  test("says what is wrong with a file that was expected when it is asked for", async () => {
    const desk = new Desk();
    const base = baseJob(1, join(folder, "nothing.json"));
    await desk.hear(expected(base, headJob(1, write("head", "select 3"))));

    expect(await told(desk, base)).toEqual(["failed"]);
  });
});
