import { WarehouseError } from "../../errors.ts";

/** A page of any warehouse is far smaller (Databricks: 20 MB, Snowflake: 100 MB); more would not fit into memory. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The text of an answer. Throws `WarehouseError` when it is too long to be one. */
export async function readBody(response: Response, title: string): Promise<string> {
  if (response.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw tooLong(title);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function tooLong(title: string): WarehouseError {
  return new WarehouseError("warehouse-answer-long", {
    what: `An answer of ${title} is longer than ${MOST_BYTES / 1024 / 1024} MB.`,
    why: "No page of counts is.",
    todo: "Check the host, or ask for fewer --days.",
  });
}
