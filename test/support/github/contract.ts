import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { z } from "zod";
import { byHand } from "./contract-by-hand.ts";

const Schema = z.record(z.string(), z.unknown());

/** What one operation takes. `body` null: none. `bodyKeys`: all keys that a body may have, from all its branches. */
const OperationContract = z.object({
  path: Schema,
  query: Schema,
  body: Schema.nullable(),
  bodyKeys: z.array(z.string()),
});
type OperationContract = z.infer<typeof OperationContract>;

/** The requests of GitHub's OpenAPI description that the stand-in answers, as `scripts/contract.mjs` cuts them out. */
const Contract = z.object({ operations: z.record(z.string(), OperationContract), schemas: Schema });

/** A request as it came in: `path` and `query` are text, the body is JSON or null. */
export interface Requested {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const file = new URL("../../contract/github-requests.json", import.meta.url);
const contract = Contract.parse(JSON.parse(readFileSync(file, "utf8")));
const asWritten = validator(false);
const fromText = validator(true);
const compiled = new Map<object, ValidateFunction>();

/** Operations that the contract holds, as `METHOD /path/{name}`. */
export const contractOperations: readonly string[] = Object.keys(contract.operations);

/** What a request has that GitHub does not allow; empty when it is right. */
export function faultsOfRequest(operation: string, requested: Requested): readonly string[] {
  const known = contract.operations[operation];
  if (known === undefined) return ["is not in GitHub's description"];
  const { body } = requested;
  return [
    ...faultsBy(fromText, known.path, { ...requested.path }),
    ...faultsBy(fromText, known.query, { ...requested.query }),
    ...(known.body === null || body === null ? [] : faultsBy(asWritten, known.body, body)),
    ...unknownKeys(known, body),
    ...byHand(operation, body),
  ];
}

function validator(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "github", schemas: contract.schemas });
  return ajv;
}

function faultsBy(ajv: Ajv, schema: object, value: unknown): readonly string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`.trim());
}

// The description lets unknown keys pass, and GitHub ignores them: a typing error would never be seen.
function unknownKeys({ body: schema, bodyKeys }: OperationContract, body: unknown): readonly string[] {
  if (typeof body !== "object" || body === null) return [];
  const keys = Object.keys(body);
  if (schema === null) return keys.length > 0 ? ["takes no body"] : [];
  return keys.filter((key) => !bodyKeys.includes(key)).map((key) => `knows no ${key}`);
}
