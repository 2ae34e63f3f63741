// A file that was renamed in src must not live on in what is built, so each build starts empty.
import { rmSync } from "node:fs";

for (const folder of ["build", "dist"]) {
  rmSync(new URL(`../${folder}`, import.meta.url), { recursive: true, force: true });
}
