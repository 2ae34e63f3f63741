import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** What may be reached. A test puts a server of its own machine in. */
export interface Network {
  readonly protocol: "https:" | "http:";
  readonly resolve: (host: string) => Promise<readonly Address[]>;
  readonly isAllowedAddress: (address: string) => boolean;
}

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** The open internet, by https alone. */
export const publicNetwork: Network = {
  protocol: "https:",
  resolve: (host) => lookup(host, { all: true }),
  isAllowedAddress: isPublicAddress,
};

/** The network of the operator, for hosts that the operator named: private addresses too. */
export const ownNetwork: Network = { ...publicNetwork, isAllowedAddress: () => true };

/** The addresses of a host; null when one of them must not be reached, or there is none. */
export async function allowedAddresses(network: Network, host: string): Promise<readonly Address[] | null> {
  const literal = host.replace(/^\[|\]$/gu, "");
  const family = isIP(literal);
  const addresses = family === 0 ? await network.resolve(host) : [{ address: literal, family }];
  const isAllowed =
    addresses.length > 0 && addresses.every(({ address }) => network.isAllowedAddress(address));
  return isAllowed ? addresses : null;
}

/** Lets a connection be made to these addresses alone: what the name server says by then changes nothing. */
export function pinnedTo(addresses: readonly Address[]): LookupFunction {
  const [first = { address: "", family: 4 }] = addresses;
  return (_host, options, callback) => {
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}
