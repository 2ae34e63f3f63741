import { z } from "zod";
import { optional, required, unfit, type WarehouseAccess } from "./access.ts";
import { failedStatement, saidBy } from "./fault.ts";
import { signJwt } from "./jwt.ts";
import { privateKeyOf, readNamedFile } from "./key-file.ts";
import { parseAnswer } from "./parse-answer.ts";
import { ask, type RestSetting } from "./rest.ts";
import { keptToken, type Token } from "./token.ts";

/** The one host that a key is used at, whatever the key's file names. */
const TOKENS = "https://oauth2.googleapis.com/token";
const SCOPE = "https://www.googleapis.com/auth/bigquery";
const LIFETIME_S = 3600;
const VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS";

const ServiceAccount = z.object({
  type: z.literal("service_account"),
  client_email: z.string(),
  private_key: z.string(),
  project_id: z.string(),
});
type ServiceAccount = z.infer<typeof ServiceAccount>;

const Granted = z.object({ access_token: z.string(), expires_in: z.number() });
const Refused = z.object({ error_description: z.string() });

/** Who asks Google, and in whose project. */
export interface GoogleProof {
  readonly authorize: NonNullable<RestSetting["authorize"]>;
  readonly project: string;
}

/**
 * An access token of CLOUDSDK_AUTH_ACCESS_TOKEN (`gcloud auth print-access-token`), else the key of a service account
 * (developers.google.com/identity/protocols/oauth2/service-account). Throws `WarehouseError` when there is neither.
 */
export async function googleProof(access: WarehouseAccess, signal: AbortSignal): Promise<GoogleProof> {
  const given = optional(access, "CLOUDSDK_AUTH_ACCESS_TOKEN");
  if (given !== null) {
    const project = required(access, "GOOGLE_CLOUD_PROJECT", "the project whose queries are counted");
    return { project, authorize: () => Promise.resolve({ authorization: `Bearer ${given}` }) };
  }
  const path = required(access, VARIABLE, "the key file of a service account");
  const account = accountOf(await readNamedFile(path, VARIABLE));
  const setting: RestSetting = {
    title: "Google",
    authorize: null,
    messageOf: (json) => Refused.safeParse(json).data?.error_description ?? null,
    access,
    signal,
  };
  const token = keptToken(() => exchange(account, setting), access);
  return {
    project: optional(access, "GOOGLE_CLOUD_PROJECT") ?? account.project_id,
    authorize: async (renew) => ({ authorization: `Bearer ${await token(renew)}` }),
  };
}

/** The parser's own message would show a part of the key. */
function accountOf(text: string): ServiceAccount {
  try {
    return ServiceAccount.parse(JSON.parse(text));
  } catch {
    throw unfit(VARIABLE, "the key file of a service account");
  }
}

/** An access token for a claim that is signed with the account's key. */
async function exchange(account: ServiceAccount, setting: RestSetting): Promise<Token> {
  const now = setting.access.now();
  const iat = Math.floor(now / 1000);
  const claims = { iss: account.client_email, scope: SCOPE, aud: TOKENS, iat, exp: iat + LIFETIME_S };
  const assertion = signJwt(claims, privateKeyOf(account.private_key, null, VARIABLE));
  const body = new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await ask({ method: "POST", url: new URL(TOKENS), body: String(body), headers }, setting);
  if (answer.status !== 200) {
    throw failedStatement("Google", saidBy(setting.messageOf(answer.json) ?? "", [assertion]));
  }
  const { access_token: text, expires_in: seconds } = parseAnswer(Granted, answer.json, "Google");
  return { text, expiresAt: now + seconds * 1000 };
}
