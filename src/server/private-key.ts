import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { KnownError } from "../errors.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The App's private key as PEM, from `PRIVATE_KEY` (PEM, PEM with `\n` written out, or base64 of it, as Probot takes it)
 * or the file that `PRIVATE_KEY_PATH` names. Throws `KnownError` when there is none or it is no key.
 */
export function readPrivateKey(env: Environment): string {
  const { PRIVATE_KEY: text = "", PRIVATE_KEY_PATH: path = "" } = env;
  if (text !== "") return checked(decoded(text), "PRIVATE_KEY");
  if (path !== "") return checked(fileText(path), `PRIVATE_KEY_PATH (${path})`);
  throw new KnownError("private-key-missing", {
    what: "Neither PRIVATE_KEY nor PRIVATE_KEY_PATH is set.",
    why: "Without the private key of its GitHub App, Headgate cannot sign in.",
    todo: "Create a key in the settings of the App and give it to the server.",
  });
}

function decoded(text: string): string {
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString();
  return pem.replaceAll("\\n", "\n");
}

function fileText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new KnownError(
      "private-key-unreadable",
      {
        what: `The file that PRIVATE_KEY_PATH names (${path}) cannot be read.`,
        why: cause instanceof Error && "code" in cause ? String(cause.code) : "",
        todo: "Name the .pem file of the GitHub App, readable for the server.",
      },
      { cause },
    );
  }
}

function checked(pem: string, source: string): string {
  try {
    createPrivateKey(pem);
    return pem;
  } catch {
    // The cause is not kept: nothing of what stands in a secret may get into a log.
    throw new KnownError("private-key-invalid", {
      what: `${source} holds no private key.`,
      why: "A PEM text is expected, with its line breaks, with \\n for each, or as base64.",
      todo: "Copy the .pem file of the GitHub App as it is.",
    });
  }
}
