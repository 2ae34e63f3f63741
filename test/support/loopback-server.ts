import { createServer, type RequestListener } from "node:http";
import type { Network } from "../../src/edges/http/network.ts";

/** A network in which every name leads to this machine, and may. */
export const loopback: Network = {
  protocol: "http:",
  resolve: () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]),
  isAllowedAddress: () => true,
};

export interface LoopbackServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts an HTTP server of this machine alone. */
export async function startServer(listener: RequestListener): Promise<LoopbackServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    port: address.port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
