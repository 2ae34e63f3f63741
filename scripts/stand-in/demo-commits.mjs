import { fileURLToPath } from "node:url";
import { readSources } from "../demo-project/read-sources.mjs";

const source = fileURLToPath(new URL("../../fixtures/projects/demo/source", import.meta.url));

/** The bicycle shop as two commits: all files of base, and what head changes; null is a file that it deletes. */
export function readDemo() {
  const [base, head] = [readSources(source, "base"), readSources(source, "head")];
  const changed = [...head].filter(([path, text]) => base.get(path) !== text);
  const removed = [...base.keys()].filter((path) => !head.has(path)).map((path) => [path, null]);
  return {
    base: Object.fromEntries(base),
    head: Object.fromEntries([...changed, ...removed]),
    title: "Simplify order facts",
  };
}
