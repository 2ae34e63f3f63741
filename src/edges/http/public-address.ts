import { BlockList, isIPv4 } from "node:net";

// IANA's special-purpose address registries: what is not globally reachable, or stands for another address.
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

const notPublic4 = new BlockList();
for (const [net, bits] of NOT_PUBLIC) notPublic4.addSubnet(net, bits, "ipv4");

// Of IPv6 only global unicast is public, without documentation, Teredo and 6to4, which carry other addresses.
const unicast6 = new BlockList();
unicast6.addSubnet("2000::", 3, "ipv6");
const notPublic6 = new BlockList();
notPublic6.addSubnet("2001::", 23, "ipv6");
notPublic6.addSubnet("2001:db8::", 32, "ipv6");
notPublic6.addSubnet("2002::", 16, "ipv6");
notPublic6.addSubnet("3fff::", 20, "ipv6");

/** Whether an IP address is one of the open internet: not private, loopback, link-local, or a way around that. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic4.check(address, "ipv4");
  return unicast6.check(address, "ipv6") && !notPublic6.check(address, "ipv6");
}
