import { createSign, type KeyObject } from "node:crypto";

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A signed claim (RFC 7519) with RSA and SHA-256. Times in `claims` are seconds since 1970. */
export function signJwt(claims: Readonly<Record<string, string | number>>, key: KeyObject): string {
  const unsigned = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  const signature = createSign("RSA-SHA256").update(unsigned).sign(key, "base64url");
  return `${unsigned}.${signature}`;
}
