import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { Signer } from "../ports.ts";

const KEY_BYTES = 32;

/**
 * Signs with a key of its own that is derived from a secret (HKDF, RFC 5869), so that the secret itself signs nothing else.
 * A signature is an HMAC-SHA256 in base64url.
 */
export function signerFrom(secret: string): Signer {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "headgate state v1", KEY_BYTES));
  const sign = (text: string): string => createHmac("sha256", key).update(text).digest("base64url");
  return {
    sign,
    isSigned: (text, signature) => {
      const [wanted, given] = [Buffer.from(sign(text)), Buffer.from(signature)];
      return wanted.length === given.length && timingSafeEqual(wanted, given);
    },
  };
}
