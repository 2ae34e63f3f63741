import type { UsageLog } from "./usage-log.ts";

/** What may be kept and told of people: how many they are, which teams they are of, or who they are. */
export interface Privacy {
  readonly people: "counts" | "teams" | "names";
  /** The first that a person fits is the person's own. */
  readonly teams: readonly Team[];
}

/** A team, and who is of it. */
export interface Team {
  readonly name: string;
  /** Names of users, whole and in any case; `*` stands for any letters. */
  readonly users: readonly string[];
}

/** A log as far as it may be told: a snapshot that was built with more is told with less. */
export function withinPrivacy(log: UsageLog, { people }: Privacy): UsageLog {
  if (people === "names") return log;
  const uses = log.uses.map((use) => ({ ...use, names: [], ...(people === "counts" && { teams: [] }) }));
  return { ...log, uses };
}

/** What stands for an address in a text that is kept. */
export const ADDRESS_MARK = "?";

/**
 * What is an e-mail address, or a login that looks like one, in the text of a query or the name of a dashboard. It keeps to
 * what RE2 knows.
 */
export const ADDRESS = "[^\\s\"'`,;:<>()@/]{1,64}@[\\p{L}\\p{N}][^\\s\"'`,;:<>()@/]{0,252}";

/** A text without the addresses in it. */
export function withoutAddresses(text: string): string {
  return text.includes("@") ? text.replaceAll(new RegExp(ADDRESS, "gu"), ADDRESS_MARK) : text;
}
