import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { unfit } from "./access.ts";

/** A file that a variable of the environment names. Throws `WarehouseError` that shows neither the path nor what it holds. */
export async function readNamedFile(path: string, variable: string): Promise<string> {
  return readFile(path, "utf8").catch(() => {
    throw unfit(variable, "a file that can be read");
  });
}

/** A private key as PEM. Throws `WarehouseError` that shows nothing of it. */
export function privateKeyOf(pem: string, passphrase: string | null, variable: string): KeyObject {
  try {
    return createPrivateKey({ key: pem, ...(passphrase === null ? {} : { passphrase }) });
  } catch {
    throw unfit(variable, "a private key in PEM, or its passphrase is another one");
  }
}
