import { displayName } from "../core/display-name.ts";
import type { ContractBreak } from "../core/diff/compare-contracts.ts";
import { brokenContracts, type ContractChange } from "../core/diff/contract-changes.ts";
import { dbtTellsApart, typeRuleOf } from "../core/diff/dbt-type-rule.ts";
import { columnCause } from "../core/findings/cause.ts";
import { beforeAfter } from "../core/findings/evidence.ts";
import { PACKAGE_FIX } from "../core/findings/package-fix.ts";
import { directReaders } from "../core/lineage/readers.ts";
import { meansSameType } from "../core/types/compare-types.ts";
import { describeDifference, type TypeDifference } from "../core/types/type-difference.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule, Words } from "./rule.ts";

const REPORTED = "dbt {dbtVersion}, which this project uses, reports it as a breaking change all the same.";
const IGNORED =
  "dbt {dbtVersion}, which this project uses, does not report it; dbt before 1.11 compares the text and would.";

const CHANGED: Words = {
  title: "Contracted type of `{model}.{column}` changed from `{before}` to `{after}`",
  why: "The contract of `{model}` is enforced, so others may rely on this type ({difference}). dbt itself calls this a breaking change.",
  fix: "Keep `{before}` and offer the new type in a column of its own, or publish the change as a new version of `{model}`.",
};
const RESPELLED: Words = {
  title: "Contracted type of `{model}.{column}` is now spelled `{after}` instead of `{before}`",
  why: `Both mean the same ({difference}), so nothing changes for those who read it. ${REPORTED}`,
  fix: "Keep the old spelling if nothing else is meant; else pass the reported change on purpose.",
};
const NARROWED: Words = {
  title: "Contracted type of `{model}.{column}` narrows from `{before}` to `{after}`",
  why: `Values that fitted before may be cut off or fail to load. ${REPORTED}`,
  fix: "Keep `{before}` unless every value is known to fit `{after}`; if it is meant, publish it as a new version of `{model}`.",
};

/** dbt: `column_type_changes` (nodes.py `same_contract`), with what only the project's own dbt version calls a break told apart. */
export const contractColumnTypeChanged: Rule = {
  id: "contract-column-type-changed",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "The declared type of a contracted column changed in meaning. A type that differs only in letter case, alias or size is a note, a warning when it narrows, and says what the project's dbt version will report.",
  words: CHANGED,
  variants: {
    "changed-unreported": {
      ...CHANGED,
      why: "The contract of `{model}` is enforced, so others may rely on this type ({difference}). dbt {dbtVersion}, which this project uses, looks only at what stands before the first parenthesis and does not report it.",
    },
    respelled: RESPELLED,
    "respelled-unreported": {
      ...RESPELLED,
      why: `Both mean the same ({difference}), so nothing changes for those who read it. ${IGNORED}`,
      fix: "Nothing to do.",
    },
    resized: {
      ...RESPELLED,
      title: "Contracted type of `{model}.{column}` changes its size from `{before}` to `{after}`",
      why: `Only the size differs ({difference}), and no value is lost. ${REPORTED}`,
      fix: "Keep the old size if nothing else is meant; else pass the reported change on purpose.",
    },
    "resized-unreported": {
      ...RESPELLED,
      title: "Contracted type of `{model}.{column}` changes its size from `{before}` to `{after}`",
      why: `Only the size differs ({difference}). ${IGNORED}`,
      fix: "Nothing to do, unless a reader of the column counts on its size.",
    },
    narrowed: NARROWED,
    "narrowed-unreported": {
      ...NARROWED,
      why: `Values that fitted before may be cut off or fail to load. ${IGNORED}`,
    },
  },
  packageFix: PACKAGE_FIX,
  check: (context) =>
    brokenContracts(context.changes, context.adapter).flatMap((contract) =>
      contract.breaks.flatMap((broken) =>
        broken.kind === "column_type_changes" ? findingsOf(context, contract, broken) : [],
      ),
    ),
};

type TypeChange = Extract<ContractBreak, { readonly kind: "column_type_changes" }>;

/** How an installed package spells or sizes its types is its own business, as long as no contract breaks. */
function findingsOf(context: RuleContext, { change }: ContractChange, broken: TypeChange): readonly Found[] {
  const found = findingOf(context, change, broken);
  return change.origin === "package" && found.severity !== undefined ? [] : [found];
}

function findingOf(
  { artifacts, graphs }: RuleContext,
  change: ContractChange["change"],
  { column, before, after, difference }: TypeChange,
): Found {
  const { project } = artifacts.head;
  const { dbtVersion } = project.metadata;
  const isReported = dbtTellsApart(before, after, typeRuleOf(dbtVersion));
  return {
    subject: { uniqueId: change.uniqueId, column },
    facts: {
      model: displayName(change.head),
      column,
      before: before ?? "no type",
      after: after ?? "no type",
      difference: describeDifference(difference),
      dbtVersion: dbtVersion === "" ? "1.x" : dbtVersion,
    },
    evidence: [
      {
        kind: "column",
        uniqueId: change.uniqueId,
        column,
        ...beforeAfter(before, after),
        text: describeDifference(difference),
      },
    ],
    affected: directReaders(graphs.head, change.uniqueId),
    ...causeOf(change.base.uniqueId, { column, difference }),
    ...gradeOf(difference, isReported),
  };
}

/** Another type is what an edit of the column's expression makes; another spelling or size says nothing of such an edit. */
function causeOf(
  id: string,
  { column, difference }: Pick<TypeChange, "column" | "difference">,
): Partial<Found> {
  const isMinor = meansSameType(difference) || difference.kind.startsWith("size ");
  return isMinor ? {} : { cause: columnCause(id, column) };
}

/** Only what the project's dbt calls a break, and what is one, is an error. */
function gradeOf(difference: TypeDifference, isReported: boolean): Partial<Found> {
  const variant = (name: string) => (isReported ? name : `${name}-unreported`);
  if (meansSameType(difference)) return { severity: "note", pinned: true, variant: variant("respelled") };
  if (difference.kind === "size narrowed") {
    return { severity: "warning", pinned: true, variant: variant("narrowed") };
  }
  if (difference.kind === "size widened" || difference.kind === "size changed") {
    return { severity: "note", pinned: true, variant: variant("resized") };
  }
  return isReported ? {} : { severity: "warning", pinned: true, variant: "changed-unreported" };
}
