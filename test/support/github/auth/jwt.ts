import { createSign, createVerify } from "node:crypto";
import { Refusal } from "../http/refusal.ts";
import type { World } from "../world.ts";

const TEN_MINUTES = 600;
const CLOCK_DRIFT = 60;

/** Lets the App itself in by its JWT, as GitHub checks it: RS256, our id, at most ten minutes long. Throws `Refusal`. */
export function requireApp({ app, now }: World, authorization: string): void {
  const [head = "", body = "", signature = ""] = authorization.replace(/^bearer /iu, "").split(".");
  const claims = readJson(body);
  if (app.key === null || readJson(head)["alg"] !== "RS256") throw undecodable();
  if (!isSigned(app.key, `${head}.${body}`, signature)) throw undecodable();
  if (![String(app.id), app.clientId].includes(String(claims["iss"]))) {
    throw new Refusal(401, "'Issuer' claim ('iss') must be an Integer");
  }
  requireTimes(claims, now() / 1000);
}

function requireTimes({ iat, exp }: Record<string, unknown>, now: number): void {
  if (typeof exp !== "number" || exp <= now) {
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + TEN_MINUTES + CLOCK_DRIFT) {
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (typeof iat !== "number" || iat > now + CLOCK_DRIFT) {
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

/** A JWT of the App, good for nine minutes. */
export function signAppJwt(world: World): string {
  const now = Math.floor(world.now() / 1000);
  const parts = [
    { alg: "RS256", typ: "JWT" },
    { iat: now - 30, exp: now + 540, iss: String(world.app.id) },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${createSign("RSA-SHA256").update(text).sign(world.privateKey, "base64url")}`;
}

function isSigned(key: string, text: string, signature: string): boolean {
  return createVerify("RSA-SHA256").update(text).verify(key, signature, "base64url");
}

function readJson(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    throw undecodable();
  }
}

function undecodable(): Refusal {
  return new Refusal(401, "A JSON web token could not be decoded");
}
