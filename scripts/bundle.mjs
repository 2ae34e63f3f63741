// Packs `src` into `dist`: a file for each thread, one for the command line, and for what is loaded on demand. Hundreds of modules take Node longer to
// load than a small review takes. Packages stay where npm put them.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { codeVersion } from "../build/edges/cache/code-version.js";

const root = fileURLToPath(new URL("..", import.meta.url));

await pack("cli", "src/cli.ts", {});
// A thread begins the sooner the fewer files it has to find, and without the loader of ES modules a fifth sooner again.
await pack("manifest-worker", "src/edges/artifacts/manifest-worker.ts", {
  format: "cjs",
  entryFileNames: "[name].cjs",
  chunkFileNames: "[name]-[hash].cjs",
});
await pack("render-worker", "src/edges/jinja/render-worker.ts", { codeSplitting: false });
await pack("sql-worker", "src/edges/sql/sql-worker.ts", { codeSplitting: false });
writeFileSync(join(root, "dist", "code-version"), codeVersion());

async function pack(name, source, options) {
  const bundle = await rolldown({
    cwd: root,
    input: { [name]: source },
    platform: "node",
    external: (id) => !/^[./]/u.test(id),
  });
  await bundle.write({ dir: "dist", format: "esm", comments: false, ...options });
}
