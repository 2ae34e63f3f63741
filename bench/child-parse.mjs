// The yardstick: what Node takes to read and parse the same files, one after the other.
import { readFileSync } from "node:fs";

for (const path of process.argv.slice(2)) JSON.parse(readFileSync(path, "utf8"));
