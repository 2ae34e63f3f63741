import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8 from optimizing WASM, for the whole process, before any is loaded. The parser is 22 MB of code of which a review
 * runs little: optimizing it takes twice the time and 200 MB more than what it saves in some hundred statements.
 * Newer versions of V8 want all three flags; one that is not known is ignored.
 */
export function runBaselineCode(): void {
  setFlagsFromString("--liftoff-only");
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
}
