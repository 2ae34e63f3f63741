import { Command } from "commander";

const environment = `
Environment:
  APP_ID, WEBHOOK_SECRET              of the GitHub App
  PRIVATE_KEY or PRIVATE_KEY_PATH     its key: PEM or base64 of it, or a file
  DATABASE_URL                        PostgreSQL, for any number of servers
  HEADGATE_DATA_DIR                   without it: where the embedded store is, for one server (.headgate)
  HOST, PORT                          where to listen (localhost, 3000)
  GHE_HOST, GHE_PROTOCOL              a GitHub Enterprise Server
  LOG_LEVEL                           debug, info, warn or error

Paths: /api/github/webhooks, /healthz (alive), /readyz (store and worker), /metrics (Prometheus)
`;

/** What this subcommand works with. */
export interface ServeShell {
  /** Runs the server until the process is told to stop. */
  readonly serve: () => Promise<void>;
}

/** `headgate serve`. */
export const serveCommand = {
  define: ({ serve }: ServeShell): Command =>
    new Command("serve")
      .description("the GitHub App server")
      .addHelpText("after", environment)
      .action(async () => {
        await serve();
      }),
};
