import published from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/**
 * Checks a log against the published JSON Schema of SARIF 2.1.0, as Microsoft's SDK ships it. It allows no property that
 * the standard does not name. Of draft 4, in which it is written, it uses nothing that later drafts read in another way.
 */
export function sarifValidator(): ValidateFunction {
  const { $schema: _draft, id: _address, ...schema } = published;
  // One of its patterns is none where the u flag is set.
  const ajv = new Ajv({ strictTypes: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
