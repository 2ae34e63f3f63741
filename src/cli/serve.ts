import { Command } from "commander";
import { examples, type Shell } from "./subcommand.ts";

const environment = `
Environment:
  APP_ID, WEBHOOK_SECRET              of the GitHub App
  PRIVATE_KEY or PRIVATE_KEY_PATH     its key: PEM or base64 of it, or a file
  DATABASE_URL                        PostgreSQL, for any number of servers
  HEADGATE_DATA_DIR                   without it: where the embedded store is, for one server (.headgate)
  HOST, PORT                          where to listen (localhost, 3000)
  GHE_HOST, GHE_PROTOCOL              a GitHub Enterprise Server
  HEADGATE_ARTIFACT_HOSTS             hosts that \`artifacts\` of a configuration may name, with commas between
  HEADGATE_ARTIFACT_TOKEN_<HOST>      bearer token for one: EXAMPLE_COM for example.com
  DBT_CLOUD_HOST, DBT_CLOUD_TOKEN     the dbt platform, for \`artifacts\` of a job
  OPENAI_API_KEY, OPENAI_BASE_URL     language models that word the review: a server with chat completions
  HEADGATE_MODEL_SMALL, _LARGE        their names there
  HEADGATE_TOKENS_PER_DAY             most tokens for all repositories together in a day
  LOG_LEVEL                           debug, info, warn or error

Paths: /api/github/webhooks, /healthz (alive), /readyz (store and worker), /metrics (Prometheus)
`;

/** `headgate serve`. */
export const serveCommand = {
  define: ({ serve }: Pick<Shell, "serve">): Command =>
    new Command("serve")
      .description("the GitHub App server")
      .addHelpText("after", `${environment}${examples("headgate serve")}`)
      .action(() => serve()),
};
