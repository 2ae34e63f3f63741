#!/usr/bin/env node
import { compileLater } from "./cli/compile-later.ts";
import { keepCompiled } from "./cli/keep-compiled.ts";
import { keptFolder } from "./cli/kept-folder.ts";
import { sidesIn } from "./cli/sides-in.ts";
import { fromPath } from "./edges/artifacts/from-path.ts";
import { WorkerReader } from "./edges/artifacts/worker-reader.ts";
import { cacheFolder } from "./server/operator.ts";

// What takes longest is begun first: the thread reads while the rest of the code is loaded.
const reader = new WorkerReader();
const words = process.argv.slice(2);
const sides = sidesIn(words);
if (sides !== null) {
  compileLater();
  const { base, head, cache = cacheFolder(process.env) } = sides;
  fromPath({ reader, folder: keptFolder(cache, "manifests") }).expect?.(base, head);
  keepCompiled(keptFolder(cache, "code"));
}

const { startCli } = await import("./run-cli.ts");
await startCli(words, reader);
