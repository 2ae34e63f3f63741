import type { Clock } from "../../ports.ts";

/** A token that somebody gave out, and for how long. */
export interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Tokens are renewed before they run out: a request on its way takes its time. */
const MARGIN = 60_000;

/** Keeps a token until it runs out or is refused. */
export function keptToken(make: () => Promise<Token>, { now }: Clock): (renew: boolean) => Promise<string> {
  let token: Token | null = null;
  return async (renew) => {
    if (token === null || renew || token.expiresAt - MARGIN <= now()) token = await make();
    return token.text;
  };
}
