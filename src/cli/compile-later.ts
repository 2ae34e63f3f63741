import { setFlagsFromString } from "node:v8";

/** Bytes of code that run before V8 thinks of compiling a function for speed: five times the usual. */
const PATIENCE = 300_000;

/**
 * Lets V8 wait before it compiles code for speed: a review is over before most of that pays, and the threads need the
 * processor. A quarter less of its time on Node 20; later versions do not know the flag.
 */
export function compileLater(): void {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString(`--interrupt-budget=${PATIENCE}`);
}
