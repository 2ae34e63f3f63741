import { z } from "zod";
import { optional, required, type WarehouseAccess } from "./access.ts";
import { failedStatement, saidBy } from "./fault.ts";
import { parseAnswer } from "./parse-answer.ts";
import { ask, type RestSetting } from "./rest.ts";
import { keptToken, type Token } from "./token.ts";

const Granted = z.object({ access_token: z.string(), expires_in: z.number() });
const Refused = z.object({ error_description: z.string() });

/**
 * Who asks Databricks: DATABRICKS_TOKEN, else a service principal by OAuth (docs.databricks.com, dev-tools/auth/oauth-m2m).
 * Throws `WarehouseError` when there is neither.
 */
export function databricksProof(
  access: WarehouseAccess,
  workspace: URL,
  signal: AbortSignal,
): NonNullable<RestSetting["authorize"]> {
  const given = optional(access, "DATABRICKS_TOKEN");
  if (given !== null) return () => Promise.resolve({ authorization: `Bearer ${given}` });
  const use = "who asks Databricks; DATABRICKS_TOKEN serves as well";
  const id = required(access, "DATABRICKS_CLIENT_ID", use);
  const secret = required(access, "DATABRICKS_CLIENT_SECRET", use);
  const basic = Buffer.from(`${id}:${secret}`).toString("base64");
  const setting: RestSetting = {
    title: "Databricks",
    authorize: () => Promise.resolve({ authorization: `Basic ${basic}` }),
    messageOf: (json) => Refused.safeParse(json).data?.error_description ?? null,
    access,
    signal,
  };
  const token = keptToken(() => grant(workspace, setting), access);
  return async (renew) => ({ authorization: `Bearer ${await token(renew)}` });
}

async function grant(workspace: URL, setting: RestSetting): Promise<Token> {
  const now = setting.access.now();
  const request = {
    method: "POST",
    url: new URL("/oidc/v1/token", workspace),
    body: "grant_type=client_credentials&scope=all-apis",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  } as const;
  const { status, json } = await ask(request, setting);
  if (status !== 200) throw failedStatement("Databricks", saidBy(setting.messageOf(json) ?? ""));
  const { access_token: text, expires_in: seconds } = parseAnswer(Granted, json, "Databricks");
  return { text, expiresAt: now + seconds * 1000 };
}
