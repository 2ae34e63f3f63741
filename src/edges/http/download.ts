import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
import { ArtifactError } from "../../errors.ts";
import { allowedAddresses, pinnedTo, type Network } from "./network.ts";

/** What may be downloaded. */
export interface DownloadRules {
  readonly network: Network;
  /** Hosts (with a port where it is not that of https) and the `Authorization` header that each gets; null for none. */
  readonly hosts: ReadonlyMap<string, string | null>;
  /** Milliseconds for the whole download. */
  readonly timeout: number;
}

const MOST_REDIRECTS = 3;

/**
 * The bytes at an address as a stream; null when nothing is there (404, 410). Every redirect is held to the same rules, and
 * each host gets its own header alone. Whoever reads counts. Throws `ArtifactError`; no message holds a query or a header.
 */
export async function download(
  address: URL,
  rules: DownloadRules,
): Promise<AsyncIterable<Uint8Array> | null> {
  const signal = AbortSignal.timeout(rules.timeout);
  let url = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await request(url, rules, signal);
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return readOn(response, url, signal);
    response.destroy();
    if (status === 404 || status === 410) return null;
    const isRedirect = status >= 300 && status < 400 && headers.location !== undefined;
    if (!isRedirect) throw refused(url, "status", status);
    url = new URL(headers.location ?? "", url);
  }
  throw refused(address, "redirects");
}

async function request(
  url: URL,
  { network, hosts }: DownloadRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (url.protocol !== network.protocol) throw refused(url, "protocol");
  if (url.username !== "" || url.password !== "") throw refused(url, "credentials");
  const authorization = hosts.get(url.host);
  if (authorization === undefined) throw refused(url, "host");
  const addresses = await allowedAddresses(network, url.hostname).catch((error: unknown) => {
    throw refused(url, "broken", error);
  });
  if (addresses === null) throw refused(url, "address");
  const headers = authorization === null ? {} : { authorization };
  const get = network.protocol === "https:" ? getHttps : getHttp;
  // No agent: a connection that somebody else opened was not checked.
  const options = { headers, signal, agent: false, lookup: pinnedTo(addresses) };
  return new Promise((resolve, reject) => {
    get(url, options, resolve).on("error", (error) => reject(brokenOff(error, url, signal)));
  });
}

async function* readOn(response: IncomingMessage, url: URL, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw brokenOff(error, url, signal);
  }
}

function brokenOff(error: unknown, url: URL, signal: AbortSignal): ArtifactError {
  return refused(url, signal.aborted ? "timeout" : "broken", error);
}

const WHY = {
  protocol: "Only https is used.",
  credentials: "The address holds a user or a password.",
  host: "The host is not on the list of the server's operator.",
  address: "The host has an address that is not of the open internet.",
  broken: "The host cannot be reached, or broke off.",
  timeout: "It took too long.",
  redirects: `It redirects more than ${MOST_REDIRECTS} times.`,
  status: "The host refuses.",
} as const;

function refused(url: URL, reason: keyof typeof WHY, cause?: unknown): ArtifactError {
  const advice = {
    what: `\`${url.host}${url.pathname}\` was not downloaded.`,
    why: typeof cause === "number" ? `The host answers ${cause}.` : WHY[reason],
    todo: "Check the address in the configuration, and the hosts that the server's operator allows.",
  };
  return new ArtifactError(`download-${reason}`, advice, { cause });
}
