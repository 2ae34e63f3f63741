/** Bytes of an answer, unpacked. A draft has a few thousand. */
const MOST_BYTES = 1024 ** 2;

/** Characters of a refusal that are looked at. */
const MOST_SAID = 2000;

/** The answer is larger than any draft. */
export class TooLarge extends Error {}

/**
 * Fetches with the whole body, up to a megabyte, so that one signal ends all of it; throws `TooLarge` above. Redirects are not
 * followed: the key goes to the endpoint that was named and nowhere else. The body of a refusal, which each server writes in
 * its own way, comes as `{ error: { message } }`, as the client reads it.
 */
export async function cappedFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: "manual" });
  const bytes = await readCapped(response);
  const { status, headers, ok } = response;
  if (ok) return new Response(status === 204 ? null : bytes, { status, headers });
  const said = new TextDecoder().decode(bytes.subarray(0, MOST_SAID));
  return new Response(JSON.stringify({ error: { message: said } }), { status, headers });
}

async function readCapped(response: Response): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
