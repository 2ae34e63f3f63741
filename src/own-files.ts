import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);

/** The path of a file or folder of this package. Where the code itself lies says nothing: packed, it is elsewhere. */
export function ownPath(path: string): string {
  return join(dirname(resolve("#package")), path);
}

/** The folder of the code that runs: the sources, or what was packed of them. */
export function codeFolder(): string {
  return dirname(resolve("#code"));
}
