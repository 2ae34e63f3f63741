import { keyInUse } from "../guarantees/key.ts";
import { graphOf } from "../lineage/graph.ts";
import type { Side } from "../manifest/artifacts.ts";
import { declaredColumn } from "../manifest/declared-column.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Model, Node, Seed, Snapshot } from "../manifest/project.ts";
import { isBlank, undescribedOf } from "./undescribed.ts";

/** What is described in YAML with its columns. */
export type Describable = Model | Seed | Snapshot;

/**
 * A column without a description, and words for it: those of an upstream column of the same name, or, without `from`, those of
 * a model; null where there are none.
 */
export interface ProposedColumn {
  readonly name: string;
  readonly proposal: { readonly text: string; readonly from: UniqueId | null } | null;
}

/** What an object lacks, with the words that the project already has. */
export interface Proposal {
  /** The object itself has no description. */
  readonly lacksDescription: boolean;
  /** `One row per order_id.` where the key is known; null where it is not, or where nothing is lacking. */
  readonly description: string | null;
  /** A model wrote `description`: nobody has read it yet. */
  readonly isDrafted?: true;
  readonly columns: readonly ProposedColumn[];
}

/** Longer texts are no description of a column. */
const MAX_TEXT = 600;

export function describable(node: Node): node is Describable {
  return ["model", "seed", "snapshot"].includes(node.resourceType);
}

/** What an object of head lacks, and what can be proposed from facts alone: nothing is made up. */
export function proposeDocumentation(node: Describable, head: Side): Proposal {
  const { project } = head;
  const graph = graphOf(project);
  const upstream = graph.upstream([node.uniqueId]).map(({ uniqueId }) => uniqueId);
  const lacksDescription = isBlank(node.description);
  const key = lacksDescription && node.resourceType === "model" ? keyInUse(node, project, graph) : null;
  const isPlain = key !== null && key.columns.size > 0;
  return {
    lacksDescription,
    description: isPlain ? `One row per ${key.names.join(" and ")}.` : null,
    columns: undescribedOf(node, head).map((name) => ({
      name,
      proposal: wordsUpstream(
        name,
        upstream.flatMap((id) => project.nodes[id] ?? []),
      ),
    })),
  };
}

/** The nearest upstream column of the same name that is described. */
function wordsUpstream(name: string, upstream: readonly Node[]): ProposedColumn["proposal"] {
  for (const node of upstream) {
    const text = declaredColumn(node, name)?.description.trim() ?? "";
    if (isUsable(text)) return { text, from: node.uniqueId };
  }
  return null;
}

/** dbt renders descriptions: Jinja in a text that somebody else wrote must not be carried into new YAML. */
export function isUsable(text: string): boolean {
  return text !== "" && text.length <= MAX_TEXT && !/\{[{%#]/u.test(text);
}
