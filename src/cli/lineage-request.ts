import type { Command } from "commander";
import { lineageOf, type Direction, type Lineage } from "../core/lineage/lineage.ts";
import { resolveNode } from "../core/lineage/resolve-node.ts";
import type { Project } from "../core/manifest/project.ts";
import { UsageError } from "../errors.ts";
import { needed } from "./needed.ts";
import { notBuiltYet } from "./not-built.ts";
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
    .argument("<node>", "a unique_id or a name; NODE.COLUMN is not built yet")
    .option("--manifest <path>", "a manifest.json (or .json.gz), or a folder that holds one (needed)");
}

/**
 * Reads the manifest and walks its lineage. Throws `UsageError` for a name that is unknown or not clear,
 * and for a column: lineage of columns is not built yet.
 */
export async function readLineage(request: LineageRequest, shell: Shell): Promise<ReadLineage> {
  const manifest = needed(request.manifest, "--manifest PATH");
  const side = await shell.step("Reading the manifest", () => shell.artifacts.readSide(manifest));
  const { project } = side;
  return { project, lineage: lineageOf(project, nodeOf(project, request.node), request.direction) };
}

/** Lineage, and the project in which it was walked. */
interface ReadLineage {
  readonly project: Project;
  readonly lineage: Lineage;
}

function nodeOf(project: Project, written: string): string {
  const resolved = resolveNode(project, written);
  if (resolved.kind === "ambiguous") throw ambiguous(resolved.name, resolved.candidates);
  if (resolved.kind === "unknown") throw unknown(written, resolved.candidates);
  if (resolved.column !== null) {
    throw notBuiltYet(
      `Column-level lineage (column "${resolved.column}" of ${resolved.uniqueId})`,
      `Leave the column out: \`${resolved.uniqueId}\` works.`,
    );
  }
  return resolved.uniqueId;
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
