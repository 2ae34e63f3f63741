import { createHmac } from "node:crypto";

/** A webhook as GitHub sends it, to be given to `fetch`. */
export function signedRequest(
  event: string,
  payload: object,
  { id, secret }: { readonly id: string; readonly secret: string },
) {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": id,
      "x-hub-signature-256": `sha256=${signature}`,
    },
  };
}
