import type { Check } from "../../ports.ts";
import { ensureAnnotations } from "./annotations.ts";
import { outputOf, stateOf } from "./check-output.ts";
import { at, type Connection } from "./connection.ts";
import { slugOf } from "./identity.ts";
import { createOnce } from "./retry.ts";

/** What is compared of a check run that is there. */
interface FoundCheck {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string | null;
  readonly output: {
    readonly title: string | null;
    readonly summary: string | null;
    readonly text: string | null;
    readonly annotations_count: number;
  };
}

/** The check run of one head: created, changed or left as it is. A finished one is opened again when it is asked for in progress. */
export async function ensureCheck(connection: Connection, check: Check): Promise<void> {
  const find = (): Promise<FoundCheck | null> => findCheck(connection, check);
  const create = (): Promise<FoundCheck> => createCheck(connection, check);
  const there = await find();
  if (there !== null && !isSame(there, check)) await updateCheck(connection, there.id, check);
  const { id, output } = there ?? (await createOnce({ create, find }, connection.pause));
  await ensureAnnotations(connection, { id, hasSome: output.annotations_count > 0, check });
}

/** The newest of our check runs of that name, head and pull request: two pull requests may share a head. */
async function findCheck(connection: Connection, check: Check): Promise<FoundCheck | null> {
  const { github } = connection;
  const slug = slugOf(await connection.ownLogin());
  const runs = await github.paginate(github.rest.checks.listForRef, {
    ...at(connection),
    ref: check.headSha,
    check_name: check.name,
    filter: "all",
    per_page: 100,
  });
  const ours = runs.filter(({ app, external_id }) => {
    return app?.slug === slug && external_id === String(check.pull);
  });
  return ours.toSorted((a, b) => b.id - a.id)[0] ?? null;
}

async function createCheck(connection: Connection, check: Check): Promise<FoundCheck> {
  const { data } = await connection.github.rest.checks.create({
    ...at(connection),
    name: check.name,
    head_sha: check.headSha,
    external_id: String(check.pull),
    ...stateOf(check),
    output: outputOf(check),
  });
  return data;
}

async function updateCheck(connection: Connection, id: number, check: Check): Promise<void> {
  await connection.github.rest.checks.update({
    ...at(connection),
    check_run_id: id,
    ...stateOf(check),
    output: outputOf(check),
  });
}

function isSame({ status, conclusion, output }: FoundCheck, check: Check): boolean {
  const wanted = outputOf(check);
  return (
    (status === "completed") === (check.conclusion !== null) &&
    conclusion === check.conclusion &&
    output.title === wanted.title &&
    (output.summary ?? "").trimEnd() === wanted.summary.trimEnd() &&
    (output.text ?? "").trimEnd() === wanted.text.trimEnd()
  );
}
