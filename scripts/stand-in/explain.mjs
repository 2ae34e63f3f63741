import { mkdirSync, rmSync, writeFileSync } from "node:fs";

const FOLDER = ".headgate/stand-in";

/** Writes the App's private key where git does not see it; what an earlier stand-in left there goes. Gives the path. */
export function writeKey(pem) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/app.pem`, pem, { mode: 0o600 });
  return `${FOLDER}/app.pem`;
}

/** What a person needs to know: addresses, the environment of `headgate serve`, and what to try. */
export function explain({ github, shop, pull, key, webhookUrl }) {
  const { host, protocol } = new URL(github.url);
  const api = `${github.apiUrl}/repos/${shop.fullName}`;
  const curl = `curl -s -H 'authorization: token ${github.personToken("write-person")}'`;
  return `
GitHub stands at ${github.url} (API: ${github.apiUrl}), webhooks go to ${webhookUrl}.
Pull request ${pull.number} of ${shop.fullName} is open: ${pull.headRef} into main.

Start Headgate in another terminal, in the same folder, with this environment:

  APP_ID=${github.appId} \\
  PRIVATE_KEY_PATH=${key} \\
  WEBHOOK_SECRET='${github.webhookSecret}' \\
  GHE_HOST=${host} GHE_PROTOCOL=${protocol.replace(":", "")} \\
  HOST=127.0.0.1 PORT=${new URL(webhookUrl).port} HEADGATE_DATA_DIR=${FOLDER}/store \\
  node dist/cli.js serve

Look at its comments and check runs:

  ${curl} ${api}/issues/${pull.number}/comments
  ${curl} ${api}/commits/${pull.headRef}/check-runs

Push to it, as to any repository (CI builds the artifacts of every push):

  git clone --branch ${pull.headRef} ${shop.cloneUrl}

Give a command:

  ${curl} ${api}/issues/${pull.number}/comments -d '{"body": "/headgate help"}'

Stop with Ctrl+C; nothing is kept.
`;
}
