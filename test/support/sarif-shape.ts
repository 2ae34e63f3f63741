/**
 * What SARIF 2.1.0 asks of the properties that Headgate writes, worked out by hand from the standard
 * (sections 3.13 sarifLog, 3.14 run, 3.18 tool, 3.19 toolComponent, 3.20 invocation, 3.27 result, 3.28 location,
 * 3.35 suppression, 3.49 reportingDescriptor, 3.58 notification). Closed everywhere: what it does not name is an error.
 */

function closed(properties: object, required: readonly string[] = []): object {
  return { type: "object", additionalProperties: false, properties, required };
}

function listOf(items: object): object {
  return { type: "array", items };
}

const text = { type: "string", minLength: 1 };
const message = closed({ text }, ["text"]);
const level = { enum: ["none", "note", "warning", "error"] };
const bag = { type: "object" };

const rule = closed(
  {
    id: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    defaultConfiguration: closed({ level }),
    properties: closed({ tags: { ...listOf(text), uniqueItems: true }, precision: text }),
  },
  ["id"],
);

const physicalLocation = closed(
  {
    // RFC 3986, section 4.2: a relative reference without scheme, authority, query and fragment.
    artifactLocation: closed({
      uri: { type: "string", pattern: "^(?!/)(?:[\\w.~!$'()*,;=@/-]|%[0-9A-F]{2})+$" },
      uriBaseId: text,
    }),
    region: closed({ startLine: { type: "integer", minimum: 1 } }),
  },
  ["artifactLocation"],
);

const location = closed({
  physicalLocation,
  logicalLocations: {
    ...listOf(closed({ name: text, fullyQualifiedName: text, kind: text })),
    uniqueItems: true,
  },
});

const suppression = closed(
  {
    kind: { enum: ["inSource", "external"] },
    status: { enum: ["accepted", "underReview", "rejected"] },
    justification: text,
  },
  ["kind"],
);

const result = closed(
  {
    ruleId: text,
    ruleIndex: { type: "integer", minimum: 0 },
    level,
    message,
    locations: { ...listOf(location), minItems: 1 },
    partialFingerprints: { type: "object", additionalProperties: text },
    suppressions: { ...listOf(suppression), uniqueItems: true },
    properties: bag,
  },
  ["message"],
);

const notification = closed({ descriptor: closed({ id: text }), level, message }, ["message"]);

const invocation = closed(
  { executionSuccessful: { type: "boolean" }, toolExecutionNotifications: listOf(notification) },
  ["executionSuccessful"],
);

const driver = closed({ name: text, version: text, rules: { ...listOf(rule), uniqueItems: true } }, ["name"]);

const run = closed(
  {
    tool: closed({ driver }, ["driver"]),
    invocations: listOf(invocation),
    columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
    results: listOf(result),
    properties: bag,
  },
  ["tool"],
);

/** JSON Schema of the part of SARIF 2.1.0 that Headgate writes. */
export const SARIF_SHAPE: object = closed(
  { $schema: { type: "string" }, version: { const: "2.1.0" }, runs: listOf(run) },
  ["version", "runs"],
);
