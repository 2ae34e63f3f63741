import type { z } from "zod";
import { WarehouseError } from "../../errors.ts";
import { failedStatement, notAnswered, saidBy } from "./fault.ts";
import { parseAnswer } from "./parse-answer.ts";

/** Exact versions of the optional clients, as `peerDependencies` of the package has them. */
const VERSIONS = {
  "@aws-sdk/client-redshift-data": "3.1169.0",
  "@aws-sdk/client-athena": "3.1164.0",
} as const;

/** Tries of the client itself, with its own waits: it knows what AWS throttles. */
export const MOST_TRIES = 6;

/** Loads a client that is not installed with Headgate. Throws `WarehouseError` with the command that installs it. */
export async function loadClient<T>(name: keyof typeof VERSIONS, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new WarehouseError("warehouse-client-missing", {
      what: `${name} is not installed.`,
      why: "Headgate does without it where nobody asks AWS.",
      todo: `Install it beside Headgate: npm install --no-save ${name}@${VERSIONS[name]}`,
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}

/** One call of a client, with its answer parsed. Throws `WarehouseError`, or the abort's reason. */
export type AwsCall = <T>(command: object, answer: z.ZodType<T>) => Promise<T>;

/** Lets a client answer in Headgate's words. `title`: of the service, for the reader. */
export function callsOf(client: AwsClient, title: string, signal: AbortSignal): AwsCall {
  return async (command, answer) => {
    signal.throwIfAborted();
    const given = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw awsFault(error, title);
    });
    return parseAnswer(answer, given, title);
  };
}

const REFUSED =
  /^(?:AccessDenied|AccessDeniedException|ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidSignatureException|CredentialsProviderError|TokenProviderError)$/u;

/** An error of the SDK: those of the service have `$metadata` (AWS SDK for JavaScript v3, error handling). */
function awsFault(error: unknown, title: string): unknown {
  if (!(error instanceof Error)) return error;
  const said = saidBy(error.message);
  if (REFUSED.test(error.name)) {
    return new WarehouseError("warehouse-unauthorized", {
      what: `AWS refuses the credentials for ${title}, or there are none.`,
      why: `It says: ${said}`,
      todo: "Check AWS_PROFILE or AWS_ACCESS_KEY_ID, that they have not run out, and the rights that `headgate usage export-sql` lists.",
    });
  }
  const isAnswer = "$metadata" in error && "$fault" in error;
  return isAnswer ? failedStatement(title, said) : notAnswered(title, { why: said });
}
