/**
 * Starts the GitHub stand-in with the bicycle shop and its pull request, for a person to push to and watch.
 * `npm run stand-in`: the API on port 3001; webhooks go to port 3000. Other ports: `STAND_IN_PORT`, `WEBHOOK_URL`.
 */
import { buildArtifacts } from "./stand-in/build-artifacts.mjs";
import { readDemo } from "./stand-in/demo-commits.mjs";
import { explain, writeKey } from "./stand-in/explain.mjs";
import { watch } from "./stand-in/watch.mjs";

const { startGitHub } = await import(new URL("../test/dist/github/start.js", import.meta.url).href);
const webhookUrl = process.env.WEBHOOK_URL ?? "http://127.0.0.1:3000/api/github/webhooks";
const github = await startGitHub({ port: Number(process.env.STAND_IN_PORT ?? 3001), webhookUrl });
const { base, head, title } = readDemo();

const shop = await github.createRepository({ owner: "acme", name: "bicycle-shop", files: base });
for (const role of ["read", "triage", "write", "maintain", "admin"])
  shop.setPermission(`${role}-person`, role);
github.onPush(buildArtifacts);
await buildArtifacts(shop, "main", await shop.headOf("main"));
await shop.pushCommit({ branch: "simplify-order-facts", files: head, message: title });
const pull = await shop.openPull({ head: "simplify-order-facts", title });
console.log(explain({ github, shop, pull, key: writeKey(github.privateKey), webhookUrl }));

const watching = watch(github);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    clearInterval(watching);
    void github.stop();
  });
}
