// A file that was renamed in src must not live on in dist, so each build starts empty.
import { rmSync } from "node:fs";

rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
