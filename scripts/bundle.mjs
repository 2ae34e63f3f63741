// Packs `src` into `dist`: a file for each thread, and for what is loaded on demand. Hundreds of modules take Node longer to
// load than a small review takes. Packages stay where npm put them.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { codeVersion } from "../build/edges/cache/code-version.js";

const root = fileURLToPath(new URL("..", import.meta.url));

const bundle = await rolldown({
  cwd: root,
  input: {
    cli: "src/cli.ts",
    "manifest-worker": "src/edges/artifacts/manifest-worker.ts",
    "render-worker": "src/edges/jinja/render-worker.ts",
    "sql-worker": "src/edges/sql/sql-worker.ts",
  },
  platform: "node",
  external: (name) => !/^[./]/u.test(name),
});
await bundle.write({ dir: "dist", format: "esm" });
writeFileSync(join(root, "dist", "code-version"), codeVersion());
