// Packs `src` into `dist`: a file for each thread, and for what is loaded on demand. Hundreds of modules take Node longer to
// load than a small review takes. Packages stay where npm put them.
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const bundle = await rolldown({
  cwd: fileURLToPath(new URL("..", import.meta.url)),
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
