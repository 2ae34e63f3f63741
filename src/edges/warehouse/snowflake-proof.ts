import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { optional, required, type WarehouseAccess } from "./access.ts";
import { signJwt } from "./jwt.ts";
import { privateKeyOf, readNamedFile } from "./key-file.ts";
import { keptToken } from "./token.ts";

/** Snowflake takes no token that is good for more than an hour (docs.snowflake.com, SQL API: authenticating). */
const LIFETIME = 59 * 60_000;

type Proof = (renew: boolean) => Promise<Readonly<Record<string, string>>>;

/**
 * Who asks Snowflake: a token of SNOWFLAKE_TOKEN (OAuth or a programmatic access token: Snowflake tells which), else a
 * key pair. Throws `WarehouseError` when there is neither.
 */
export async function snowflakeProof(access: WarehouseAccess, account: string): Promise<Proof> {
  const token = optional(access, "SNOWFLAKE_TOKEN");
  if (token !== null) return () => Promise.resolve({ authorization: `Bearer ${token}` });
  const user = required(access, "SNOWFLAKE_USER", "who asks Snowflake, with the key pair");
  const key = await privateKey(access);
  const jwt = keptToken(() => Promise.resolve(keyPairJwt({ account, user, key, now: access.now() })), access);
  return async (renew) => ({
    authorization: `Bearer ${await jwt(renew)}`,
    "x-snowflake-authorization-token-type": "KEYPAIR_JWT",
  });
}

async function privateKey(access: WarehouseAccess): Promise<KeyObject> {
  const passphrase = optional(access, "PRIVATE_KEY_PASSPHRASE");
  const raw = optional(access, "SNOWFLAKE_PRIVATE_KEY_RAW");
  if (raw !== null) return privateKeyOf(raw, passphrase, "SNOWFLAKE_PRIVATE_KEY_RAW");
  const variable = "SNOWFLAKE_PRIVATE_KEY_FILE";
  const path = required(access, variable, "the private key of the user; SNOWFLAKE_TOKEN serves as well");
  return privateKeyOf(await readNamedFile(path, variable), passphrase, variable);
}

interface KeyPair {
  readonly account: string;
  readonly user: string;
  readonly key: KeyObject;
  readonly now: number;
}

/** The account without its region, and the user, in upper case; the issuer ends with the fingerprint of the public key. */
function keyPairJwt({ account, user, key, now }: KeyPair) {
  const name = `${account.split(".", 1)[0]}.${user}`.toUpperCase();
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" });
  const fingerprint = createHash("sha256").update(publicKey).digest("base64");
  const expiresAt = now + LIFETIME;
  const claims = {
    iss: `${name}.SHA256:${fingerprint}`,
    sub: name,
    iat: Math.floor(now / 1000),
    exp: Math.floor(expiresAt / 1000),
  };
  return { text: signJwt(claims, key), expiresAt };
}
