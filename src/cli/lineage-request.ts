import type { Command } from "commander";
import { columnLineage } from "../column-lineage.ts";
import { lineageOf, type Direction, type Lineage } from "../core/lineage/lineage.ts";
import { resolveNode } from "../core/lineage/resolve-node.ts";
import type { Project } from "../core/manifest/project.ts";
import { nearestNames } from "../core/nearest.ts";
import { UsageError } from "../errors.ts";
import { needed } from "./needed.ts";
import type { Shell } from "./subcommand.ts";

/** The arguments that `lineage` and `impact` share. */
export interface LineageRequest {
  readonly node: string;
  readonly manifest: string | undefined;
  readonly direction: Direction;
}

/** Adds the arguments that both share. */
export function takesNode(command: Command): Command {
  return command
    .argument("<node>", "a unique_id or a name, or one column of it as NODE.COLUMN")
    .option("--manifest <path>", "a manifest.json (or .json.gz), or a folder that holds one (needed)");
}

/**
 * Reads the manifest and walks its lineage; that of a column through the SQL that it reaches. Throws `UsageError` for a
 * name that is unknown or not clear, and for a column that the object does not have.
 */
export async function readLineage(request: LineageRequest, shell: Shell): Promise<ReadLineage> {
  const { direction } = request;
  const manifest = needed(request.manifest, "--manifest PATH");
  const side = await shell.step("Reading the manifest", () => shell.artifacts.readSide(manifest));
  const { project } = side;
  const { uniqueId: node, column } = nodeOf(project, request.node);
  if (column === null) return { project, lineage: lineageOf(project, node, direction) };
  const question = { node, column: column.toLowerCase(), direction };
  const answer = await shell.step("Following the column", () => columnLineage(side, question, shell.sql));
  if (answer.kind === "unknown") throw unknownColumn(node, column, answer.columns);
  return { project, lineage: answer.lineage };
}

/** Lineage, and the project in which it was walked. */
interface ReadLineage {
  readonly project: Project;
  readonly lineage: Lineage;
}

/** The object that somebody wrote, and the column if one is asked about. Throws `UsageError`. */
export function nodeOf(
  project: Project,
  written: string,
): { readonly uniqueId: string; readonly column: string | null } {
  const resolved = resolveNode(project, written);
  if (resolved.kind === "ambiguous") throw ambiguous(resolved.name, resolved.candidates);
  if (resolved.kind === "unknown") throw unknown(written, resolved.candidates);
  return resolved;
}

const MAX_CANDIDATES = 12;

function ambiguous(name: string, candidates: readonly string[]): UsageError {
  const more = candidates.length - MAX_CANDIDATES;
  const shown = candidates.slice(0, MAX_CANDIDATES).map((id) => `  ${id}`);
  return new UsageError("node-ambiguous", {
    what: `"${name}" names ${candidates.length} objects.`,
    why: [...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n"),
    todo: "Write the unique_id of the one that is meant.",
  });
}

function unknown(written: string, candidates: readonly string[]): UsageError {
  return new UsageError("node-unknown", {
    what: `The manifest holds no object "${written}".`,
    why: candidates.length === 0 ? "No name in it is close." : `Nearest names: ${candidates.join(", ")}.`,
    todo: "Write a name or a unique_id as dbt writes it (`dbt ls` lists them).",
  });
}

function unknownColumn(node: string, column: string, columns: readonly string[]): UsageError {
  const near = nearestNames(column, columns, 5);
  const shown = near.length > 0 ? near : columns.slice(0, MAX_CANDIDATES);
  const more = near.length > 0 ? "Nearest names" : "It has";
  return new UsageError("column-unknown", {
    what: `${node} has no column "${column}".`,
    why: shown.length === 0 ? "No columns of it are known." : `${more}: ${shown.join(", ")}.`,
    todo: "Write one of its columns, or leave the column out.",
  });
}
