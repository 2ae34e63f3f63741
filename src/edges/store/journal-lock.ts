import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { KnownError } from "../../errors.ts";

/** Lock files that this very process holds: its own id in a lock file that it does not hold is a leftover. */
const heldHere = new Set<string>();

/**
 * Takes the lock file of a data directory and gives the function that gives it back. The lock of a process that is gone
 * is taken over. Processes of other machines cannot be seen: a data directory belongs to one machine.
 * Throws `KnownError` when another process has it.
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  const self = await identityOf(process.pid);
  if (!(await created(path, self))) {
    const holder = await readFile(path, "utf8").catch(() => "");
    if (heldHere.has(path) || (await isAlive(holder, self))) throw alreadyLocked(path, holder);
    await removeStale(path, holder);
    if (!(await created(path, self))) throw alreadyLocked(path, "another process");
  }
  heldHere.add(path);
  return async () => {
    heldHere.delete(path);
    await rm(path, { force: true });
  };
}

/** Written beside and linked into place, so that nobody reads a lock file that is half written. */
async function created(path: string, identity: string): Promise<boolean> {
  const own = `${path}.${process.pid}`;
  await writeFile(own, identity);
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Of two processes that see the same stale lock, one moves it away; whoever moved a fresh one by that puts it back. */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  if ((await readFile(aside, "utf8")) !== stale) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Process ids are used again, in containers most of all: the start time, where the system tells it, tells two processes
 * with the same id apart (`starttime` of proc(5), counted after the name, which may hold blanks). A process that ended
 * and waits for its parent to notice has none.
 */
async function identityOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const started = fields[0] === "Z" ? "" : (fields[19] ?? "");
  return `${pid} ${started}`;
}

async function isAlive(holder: string, self: string): Promise<boolean> {
  const pid = Number.parseInt(holder, 10);
  if (!Number.isInteger(pid) || pid <= 0 || holder === self) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, "EPERM")) return false;
  }
  return (await identityOf(pid)) === holder;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function alreadyLocked(path: string, holder: string): KnownError {
  return new KnownError("store-locked", {
    what: `${path} is held by process ${holder.split(" ", 1)[0] ?? ""}.`,
    why: "The embedded store serves one process; two would lose each other's work.",
    todo: "Stop the other one, give this one its own HEADGATE_DATA_DIR, or set DATABASE_URL to run several.",
  });
}
