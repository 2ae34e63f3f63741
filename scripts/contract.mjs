/**
 * Cuts the requests that the GitHub stand-in answers out of GitHub's OpenAPI description, into
 * test/contract/github-requests.json. The description is 385 MB and no part of the project's own install:
 * `npm ci --prefix test/contract`, then `npm run contract`. Another copy: `npm run contract -- PATH` to api.github.com.json.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cutOperation } from "./contract/cut-operation.mjs";
import { schemasNamedIn } from "./contract/named-schemas.mjs";

const folder = new URL("../test/contract/", import.meta.url);
const bundled = new URL("node_modules/@octokit/openapi/generated/api.github.com.json", folder);
const description = JSON.parse(readFileSync(process.argv[2] ?? fileURLToPath(bundled), "utf8"));
const { routes } = await import(new URL("../test/dist/github/routes/index.js", import.meta.url).href);

const names = routes.map(({ operation }) => operation).toSorted();
const operations = Object.fromEntries(names.map((name) => [name, cutOperation(description, name)]));
const contract = {
  source: `GitHub's OpenAPI description, ${description.info.version}, by @octokit/openapi 23.0.2; licence: github-openapi.LICENSE`,
  operations,
  schemas: schemasNamedIn(operations, description),
};
writeFileSync(new URL("github-requests.json", folder), `${JSON.stringify(contract)}\n`);
