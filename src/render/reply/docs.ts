import type { Describable, Proposal } from "../../core/documentation/propose.ts";
import { documentationYaml } from "../../core/documentation/yaml.ts";
import { displayName } from "../../core/display-name.ts";
import { codeBlock, codeSpan } from "../escape.ts";
import { countOf } from "../names.ts";
import { wordedBy, type WordedText } from "./worded.ts";

/** YAML for what an object lacks, and where proposed words come from. */
export function renderDocsReply(node: Describable, proposal: Proposal, worded: WordedText = null): string {
  const name = codeSpan(displayName(node));
  if (!proposal.lacksDescription && proposal.columns.length === 0)
    return `${name} and all its known columns are described.`;
  const yaml = documentationYaml({ section: `${node.resourceType}s`, name: node.name, proposal });
  const parts = [
    `What ${name} lacks, to be put into its YAML. ${originOf(proposal)}`,
    codeBlock(yaml, "yaml"),
  ];
  return [...parts, ...(worded === null ? [] : [wordedBy(worded)])].join("\n\n");
}

function originOf({ columns, isDrafted }: Proposal): string {
  const proposals = columns.flatMap(({ proposal }) => proposal ?? []);
  const taken = proposals.filter(({ from }) => from !== null).length;
  const drafted = proposals.length - taken + (isDrafted === true ? 1 : 0);
  if (taken + drafted === 0)
    return "No upstream column of the same name is described, so the words are yours to write.";
  const origins = [
    ...(taken === 0
      ? []
      : [
          `${countOf(taken, "description is", "descriptions are")} taken from upstream columns of the same name`,
        ]),
    ...(drafted === 0
      ? []
      : [`${countOf(drafted, "description is", "descriptions are")} drafted by a model`]),
  ];
  return `${origins.join(", ")}: read them before you commit.`;
}
