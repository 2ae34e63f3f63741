import type { Finding } from "../../core/report.ts";
import type { Style } from "../ansi.ts";
import { cut, plainBlock } from "../escape.ts";
import {
  differencesOf,
  differenceWords,
  hitBy,
  ownerNames,
  placeOf,
  queriesIn,
  severityWords,
  usedWords,
} from "../finding-facts.ts";
import { labelOf, listOf, quoted } from "../names.ts";
import { splitAdvice } from "../sentence.ts";
import { wrapSentence } from "../wrap.ts";
import type { Terminal } from "./terminal.ts";

const STYLES: Readonly<Record<Finding["severity"], Style>> = { error: "red", warning: "yellow", note: "dim" };
const LABEL_WIDTH = 5;
const MAX_QUERIES = 3;
const QUERY_LENGTH = 200;

/** One finding: a line of what, then where, how, why and what to do, each under its label. */
export function renderFinding(finding: Finding, terminal: Terminal): readonly string[] {
  const { paint, width } = terminal;
  const words = finding.waived === null ? severityWords(finding) : `waived ${finding.severity}`;
  const style = finding.waived === null ? STYLES[finding.severity] : "dim";
  const lead = `${paint("bold", finding.id)} ${paint(style, words)}  `;
  const indent = finding.id.length + words.length + 3;
  const title = wrapSentence(finding.title, { lead, indent, width }, paint);
  const place = placeOf(finding);
  return [
    ...title,
    ...(place === null ? [] : [`  ${paint("dim", place)}`]),
    ...(finding.waived === null
      ? body(finding, terminal)
      : labelled(
          `${quoted(finding.waived.by)} on ${finding.waived.at.slice(0, 10)}: ${finding.waived.reason}`,
          "By",
          terminal,
        )),
  ];
}

function body(finding: Finding, terminal: Terminal): readonly string[] {
  const advice = splitAdvice(finding.fix);
  const hit = listOf(hitBy(finding), 6, labelOf);
  const owners = listOf(ownerNames(finding.owners), 3, quoted);
  return [
    ...labelled(
      differencesOf(finding)
        .map((difference) => differenceWords(difference))
        .join("; "),
      "Diff",
      terminal,
    ),
    ...labelled(finding.why, "Why", terminal),
    ...labelled(hit, "Hits", terminal),
    ...labelled(usedWords(finding), "Use", terminal),
    ...queriesIn(finding)
      .slice(0, MAX_QUERIES)
      .flatMap((query) => labelled(cut(query.replaceAll("`", "'"), QUERY_LENGTH), "Query", terminal)),
    ...labelled(owners, "Owner", terminal),
    ...labelled(advice.sentence, "Fix", terminal),
    ...(advice.block === ""
      ? []
      : plainBlock(advice.block).map((line) => `${" ".repeat(LABEL_WIDTH + 5)}${line}`)),
  ];
}

function labelled(text: string, label: string, { paint, width }: Terminal): readonly string[] {
  if (text === "") return [];
  const lead = `  ${paint("dim", label.padEnd(LABEL_WIDTH))} `;
  return wrapSentence(text, { lead, indent: LABEL_WIDTH + 3, width }, paint);
}
