import type { Finding } from "../../core/report.ts";
import { plainText } from "../escape.ts";
import { nameOf, resourceTypeOf } from "../names.ts";
import { message } from "./message.ts";

const PRECISION: Readonly<Record<Finding["certainty"], string>> = {
  proven: "very-high",
  structural: "high",
  heuristic: "medium",
};

/** A rule as SARIF describes it (section 3.49), worded by its first finding: the report holds no catalogue. */
interface SarifRule {
  readonly id: string;
}

/** The rules that found something, in the order of their first findings. */
export function rulesOf(findings: readonly Finding[]): ReadonlyMap<string, SarifRule> {
  const rules = new Map<string, SarifRule>();
  for (const finding of findings) {
    if (!rules.has(finding.rule)) rules.set(finding.rule, renderRule(finding));
  }
  return rules;
}

function renderRule(finding: Finding): SarifRule {
  const rule = {
    id: finding.rule,
    shortDescription: message([finding.rule.replaceAll("-", " ")]),
    fullDescription: message([finding.why === "" ? finding.title : finding.why]),
    help: message([finding.fix === "" ? finding.title : finding.fix]),
    defaultConfiguration: { level: finding.severity },
    properties: { tags: ["dbt", finding.category], precision: PRECISION[finding.certainty] },
  };
  return rule;
}

/** One finding as a result. `paths`: where the changed objects are declared, for findings without a place of their own. */
export function renderResult(
  finding: Finding,
  ruleIds: readonly string[],
  paths: ReadonlyMap<string, string>,
): object {
  const { waived } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex: ruleIds.indexOf(finding.rule),
    level: finding.severity,
    message: message([finding.title, finding.why, finding.fix]),
    locations: [renderLocation(finding, paths)],
    partialFingerprints: { "headgate/v1": finding.fingerprint },
    ...(waived === null
      ? {}
      : {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: plainText(`Waived by ${waived.by} on ${waived.at}: ${waived.reason}`),
            },
          ],
        }),
    properties: { id: finding.id, category: finding.category, certainty: finding.certainty },
  };
}

function renderLocation(finding: Finding, paths: ReadonlyMap<string, string>): object {
  const { uniqueId, column } = finding.subject;
  const place = finding.location ?? { path: paths.get(uniqueId) ?? "" };
  const uri = relativeUri(place.path);
  const physical =
    uri === ""
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
            ...(place.line !== undefined && place.line > 0 ? { region: { startLine: place.line } } : {}),
          },
        };
  const id = column === undefined ? uniqueId : `${uniqueId}.${column}`;
  return {
    ...physical,
    logicalLocations: [
      {
        name: plainText(column ?? nameOf(uniqueId)),
        fullyQualifiedName: plainText(id),
        kind: column === undefined ? plainText(resourceTypeOf(uniqueId)) : "column",
      },
    ],
  };
}

/** A path as a relative reference: no scheme, no root, no way out of the repository. */
function relativeUri(path: string): string {
  const segments = plainText(path, 1_000).split(/[/\\]/u);
  const inside = segments.filter((segment) => segment !== "" && segment !== "." && segment !== "..");
  return inside.map(encodeURIComponent).join("/");
}
