import { ownersOf } from "../metadata/owners.ts";
import { graphOf } from "../lineage/graph.ts";
import type { Side } from "../manifest/artifacts.ts";
import { catalogColumns } from "../manifest/catalog-columns.ts";
import { columnsOf, declaredColumn } from "../manifest/declared-column.ts";
import type { Node } from "../manifest/project.ts";
import { labelOf } from "./finding-facts.ts";
import { isPlainName, scrubbed } from "./scrub.ts";
import type { SendSettings } from "./settings.ts";

const MOST_COLUMNS = 30;
const MOST_NEIGHBORS = 10;
const TEXT = 240;

/** What a model is told of an object of the project: its names, types, words and neighbors. */
export interface ObjectFacts {
  readonly name: string;
  readonly description?: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type?: string;
    readonly description?: string;
    /** The expression that makes it, where this change wrote it. */
    readonly made?: string;
  }[];
  readonly reads: readonly string[];
  readonly readBy: readonly string[];
  readonly counts: { readonly columns: number; readonly reads: number; readonly readBy: number };
  readonly owners: readonly string[];
  /** By the query log. */
  readonly usage?: { readonly queries: number; readonly people: number };
}

/** Null where its name does not look like one. Names of neighbors and columns that do not are left out, and counted. */
export function objectFacts(node: Node, side: Side, send: SendSettings): ObjectFacts | null {
  const name = labelOf(node.uniqueId);
  if (!isPlainName(name)) return null;
  const graph = graphOf(side.project);
  const reads = node.dependsOn;
  const readBy = graph.childrenOf(node.uniqueId).filter((id) => !id.startsWith("test."));
  const columns = columnsOf(node).map((column) => column.name);
  const description = send.descriptions ? scrubbed(node.description, TEXT) : "";
  return {
    name,
    ...(description === "" ? {} : { description }),
    columns: columns
      .filter(isPlainName)
      .slice(0, MOST_COLUMNS)
      .map((column) => columnFacts(node, column, { side, send })),
    // Said in words, so that an answer may say it too.
    reads: reads.length === 0 ? ["nothing"] : labels(reads),
    readBy: readBy.length === 0 ? ["nobody in this project"] : labels(readBy),
    counts: { columns: columns.length, reads: reads.length, readBy: readBy.length },
    owners: send.owners ? teamsOf(node, side) : [],
  };
}

/** A column with its type, by YAML or the warehouse, and its words. */
export function columnFacts(
  node: Node,
  name: string,
  { side, send }: { readonly side: Side; readonly send: SendSettings },
): ObjectFacts["columns"][number] {
  const type = scrubbed(typeOf(node, name, side), 40);
  const description = send.descriptions ? scrubbed(declaredColumn(node, name)?.description ?? "", TEXT) : "";
  return {
    name,
    ...(type === "" ? {} : { type }),
    ...(description === "" ? {} : { description }),
  };
}

function typeOf(node: Node, name: string, side: Side): string {
  const known = catalogColumns(side, node.uniqueId)?.find((column) => column.name === name);
  return declaredColumn(node, name)?.dataType ?? known?.type ?? "";
}

function labels(ids: readonly string[]): readonly string[] {
  return ids.map(labelOf).filter(isPlainName).slice(0, MOST_NEIGHBORS);
}

function teamsOf(node: Node, { project }: Side): readonly string[] {
  const groups = ownersOf(node, project).filter(({ kind, name }) => kind === "group" && isPlainName(name));
  return groups.map(({ name }) => name);
}
