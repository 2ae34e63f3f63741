import type { Fidelity } from "../report.ts";
import type { Side } from "./artifacts.ts";
import type { Node, Project } from "./project.ts";

/** One artifact of a side. `input` is the name of its file, or what of the manifest is meant. */
export type InventoryLine = Fidelity;

/** What was found of one side: each artifact, what its absence or state costs, and how to get it. What the reader said of a file wins. */
export function inventoryOf(side: Side): readonly InventoryLine[] {
  const own = [
    manifestLine(side.project),
    compiledLine(side.project),
    catalogLine(side),
    runResultsLine(side),
    sourcesLine(side),
    semanticLine(side),
  ].filter((line) => line !== null);
  const said = new Set(side.notes.map(({ input }) => input));
  return [...own.filter(({ input }) => !said.has(input)), ...side.notes];
}

function manifestLine({ metadata, nodes }: Project): InventoryLine {
  const facts = [
    metadata.dbtVersion === "" ? "dbt version not said" : `dbt ${metadata.dbtVersion}`,
    metadata.schemaVersion === null ? "schema not said" : `schema v${metadata.schemaVersion}`,
    metadata.adapterType ?? "adapter not said",
    metadata.projectName === null ? "project not said" : `project ${metadata.projectName}`,
    `${Object.keys(nodes).length} objects`,
  ];
  return { input: "manifest.json", state: "used", effect: `${facts.join(", ")}.`, fix: "" };
}

/** Null when the project has no models: then there is nothing to compile. */
function compiledLine(project: Project): InventoryLine | null {
  const models = Object.values(project.nodes).filter((node) => node.resourceType === "model");
  if (models.length === 0) return null;
  const compiled = models.filter((model) => model.compiledCode !== null).length;
  const effect = `${compiled} of ${models.length} models have compiled SQL.`;
  if (compiled === models.length) return { input: "compiled code", state: "used", effect, fix: "" };
  const state = compiled === 0 ? "missing" : "partial";
  return {
    input: "compiled code",
    state,
    effect,
    fix: "Run `dbt compile` (or `dbt build`) for the whole project.",
  };
}

function catalogLine({ catalog, project }: Side): InventoryLine {
  if (catalog === null) {
    return {
      input: "catalog.json",
      state: "missing",
      effect: `${untypedColumns(project)} no known type, and undeclared columns are not seen.`,
      fix: "Run `dbt docs generate` and keep catalog.json beside the manifest.",
    };
  }
  const known = `${Object.keys(catalog.columns).length} relations with their columns.`;
  const written = catalog.invocationId;
  if (written === null || written === project.metadata.invocationId) {
    return { input: "catalog.json", state: "used", effect: known, fix: "" };
  }
  return {
    input: "catalog.json",
    state: "partial",
    effect: `${known} It was written by another dbt run than the manifest and may be stale.`,
    fix: "Run `dbt docs generate` last, so that it writes both.",
  };
}

function untypedColumns(project: Project): string {
  let untyped = 0;
  for (const node of Object.values(project.nodes)) {
    for (const column of columnsOf(node)) if (column.dataType === null) untyped += 1;
  }
  return untyped === 1 ? "1 declared column has" : `${untyped} declared columns have`;
}

function columnsOf(node: Node): readonly { readonly dataType: string | null }[] {
  return "columns" in node ? node.columns : [];
}

function runResultsLine({ runResults }: Side): InventoryLine {
  if (runResults !== null) {
    const command = runResults.command === null ? "" : ` of \`dbt ${runResults.command}\``;
    const effect = `${runResults.results.length} results${command}.`;
    return { input: "run_results.json", state: "used", effect, fix: "" };
  }
  return {
    input: "run_results.json",
    state: "missing",
    effect: "Which objects fail or are slow is not known.",
    fix: "Keep run_results.json of the last `dbt build` beside the manifest.",
  };
}

/** Null when the project has no sources. */
function sourcesLine({ sourceFreshness, project }: Side): InventoryLine | null {
  if (!holds(project, ["source"])) return null;
  if (sourceFreshness !== null) {
    const effect = `${sourceFreshness.results.length} sources measured.`;
    return { input: "sources.json", state: "used", effect, fix: "" };
  }
  return {
    input: "sources.json",
    state: "missing",
    effect: "Which sources are stale is not known.",
    fix: "Run `dbt source freshness` and keep sources.json beside the manifest.",
  };
}

/** Null when the project has no semantic layer. */
function semanticLine({ semanticManifest, project }: Side): InventoryLine | null {
  if (!holds(project, ["semantic_model", "metric"])) return null;
  if (semanticManifest !== null) {
    return { input: "semantic_manifest.json", state: "used", effect: "Time spines are known.", fix: "" };
  }
  return {
    input: "semantic_manifest.json",
    state: "missing",
    effect: "Time spines that only this file names are not compared.",
    fix: "Keep semantic_manifest.json (dbt 1.6 and later write it) beside the manifest.",
  };
}

function holds(project: Project, types: readonly Node["resourceType"][]): boolean {
  return Object.values(project.nodes).some((node) => types.includes(node.resourceType));
}
