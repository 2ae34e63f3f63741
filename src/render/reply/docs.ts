import type { Describable, Proposal } from "../../core/documentation/propose.ts";
import { documentationYaml } from "../../core/documentation/yaml.ts";
import { displayName } from "../../core/display-name.ts";
import { codeBlock, codeSpan } from "../escape.ts";
import { countOf } from "../names.ts";

/** YAML for what an object lacks, and where proposed words were taken from. */
export function renderDocsReply(node: Describable, proposal: Proposal): string {
  const name = codeSpan(displayName(node));
  if (!proposal.lacksDescription && proposal.columns.length === 0)
    return `${name} and all its known columns are described.`;
  const yaml = documentationYaml({ section: `${node.resourceType}s`, name: node.name, proposal });
  const taken = proposal.columns.filter((column) => column.proposal !== null).length;
  const words =
    taken === 0
      ? "No upstream column of the same name is described, so the words are yours to write."
      : `${countOf(taken, "description is", "descriptions are")} taken from upstream columns of the same name: read them before you commit.`;
  return [`What ${name} lacks, to be put into its YAML. ${words}`, codeBlock(yaml, "yaml")].join("\n\n");
}
