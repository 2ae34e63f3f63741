import type { ModelServer } from "./model/start.ts";

/** Stops stand-ins at the end of a test, which fails where a request held what not every server takes. */
export async function endModels(...servers: readonly ModelServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
  const violations = servers.flatMap((server) => server.violations());
  if (violations.length > 0) throw new Error(violations.join("\n"));
}
