import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Writes files by path, formats the code among them, and says which they are. */
export function writeFiles(files) {
  const paths = Object.keys(files);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  format(paths.filter((path) => path.endsWith(".ts")));
  console.log(`Wrote ${paths.join("\n      ")}\n`);
}

/** Long names wrap lines where short ones do not, so the formatter has the last word. */
function format(paths) {
  const oxfmt = join(dirname(createRequire(import.meta.url).resolve("oxfmt/package.json")), "bin/oxfmt");
  const config = fileURLToPath(new URL("../../.oxfmtrc.json", import.meta.url));
  execFileSync(process.execPath, [oxfmt, "--config", config, ...paths], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}
