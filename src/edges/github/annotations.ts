import type { Annotation, Check } from "../../ports.ts";
import { outputOf } from "./check-output.ts";
import { at, type Connection } from "./connection.ts";
import { fit } from "./fit.ts";
import { createOnce } from "./retry.ts";

/** GitHub takes 50 in a request, and appends those of each request. */
const BATCH = 50;

const MOST_TITLE = 255;
const MOST_MESSAGE_BYTES = 64 * 1024;

/** A check run that has its texts, and the annotations that it is to have. `hasSome`: annotations are there already. */
export interface AnnotatedCheck {
  readonly id: number;
  readonly hasSome: boolean;
  readonly check: Check;
}

/** Sends the annotations that are not there yet. GitHub takes none back: those of an earlier review of this head stay. */
export async function ensureAnnotations(
  connection: Connection,
  { id, hasSome, check }: AnnotatedCheck,
): Promise<void> {
  const wanted = check.annotations.map(toGitHub);
  if (wanted.length === 0) return;
  const there = hasSome ? await readKeys(connection, id) : new Set<string>();
  const missing = wanted.filter((annotation) => !there.has(keyOf(annotation)));
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH);
    const create = () => append(connection, id, { check, batch });
    const find = async (): Promise<true | null> => {
      const keys = await readKeys(connection, id);
      return batch.every((annotation) => keys.has(keyOf(annotation))) ? true : null;
    };
    await createOnce({ create, find }, connection.pause);
  }
}

async function append(
  connection: Connection,
  id: number,
  { check, batch }: { readonly check: Check; readonly batch: readonly GitHubAnnotation[] },
): Promise<true> {
  await connection.github.rest.checks.update({
    ...at(connection),
    check_run_id: id,
    output: { ...outputOf(check), annotations: [...batch] },
    request: { isRepeatable: false },
  });
  return true;
}

async function readKeys(connection: Connection, id: number): Promise<ReadonlySet<string>> {
  const { github } = connection;
  const there = await github.paginate(github.rest.checks.listAnnotations, {
    ...at(connection),
    check_run_id: id,
    per_page: 100,
  });
  return new Set(there.map(keyOf));
}

interface GitHubAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: Annotation["level"];
  readonly title: string;
  readonly message: string;
}

function toGitHub({ path, line, level, title, message }: Annotation): GitHubAnnotation {
  return {
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title: title.slice(0, MOST_TITLE),
    message: fit(message, MOST_MESSAGE_BYTES),
  };
}

function keyOf(annotation: {
  readonly path: string;
  readonly start_line: number;
  readonly title: string | null;
  readonly message: string | null;
}): string {
  const { path, start_line: line, title, message } = annotation;
  return JSON.stringify([path, line, title, message]);
}
