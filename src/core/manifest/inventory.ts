import type { Fidelity } from "../report.ts";
import type { Side } from "./artifacts.ts";
import type { Project } from "./project.ts";

/**
 * What was found of one side: each artifact with its state, what its absence costs, and how to get it.
 * The reader's notes say most of it; the facts that make it concrete are added here.
 */
export function inventoryOf(side: Side): readonly Fidelity[] {
  const lines = side.notes.map((note) => {
    const input = note.input.replace(/^(?:base|head) /u, "");
    const facts = factsOf[input]?.(side) ?? "";
    return { ...note, input, effect: [facts, note.effect].filter((text) => text !== "").join(" ") };
  });
  const compiled = compiledLine(side.project);
  // Compiled code is part of the manifest, whose line comes first.
  return compiled === null ? lines : [...lines.slice(0, 1), compiled, ...lines.slice(1)];
}

/** By the name of the input in the reader's notes. */
const factsOf: Readonly<Record<string, (side: Side) => string>> = {
  manifest: ({ project }) => manifestFacts(project),
  catalog: ({ catalog, project }) =>
    catalog === null
      ? untypedColumns(project)
      : `${count(Object.keys(catalog.columns).length, "relation")} with columns and types.`,
  "run results": ({ runResults }) =>
    runResults === null
      ? ""
      : `${count(runResults.results.length, "result")} of \`dbt ${runResults.command ?? "(not said)"}\`.`,
  "source freshness": ({ sourceFreshness }) =>
    sourceFreshness === null ? "" : `${count(sourceFreshness.results.length, "source")} measured.`,
  "semantic manifest": ({ semanticManifest }) => (semanticManifest === null ? "" : "Time spines are known."),
};

function manifestFacts({ metadata, nodes }: Project): string {
  const facts = [
    metadata.dbtVersion === "" ? "dbt version not said" : `dbt ${metadata.dbtVersion}`,
    metadata.schemaVersion === null ? "schema not said" : `schema v${metadata.schemaVersion}`,
    metadata.adapterType ?? "adapter not said",
    metadata.projectName === null ? "project not said" : `project ${metadata.projectName}`,
    count(Object.keys(nodes).length, "object"),
  ];
  return `${facts.join(", ")}.`;
}

/** Null when the project has no models: then there is nothing to compile. */
function compiledLine(project: Project): Fidelity | null {
  const models = Object.values(project.nodes).filter((node) => node.resourceType === "model");
  if (models.length === 0) return null;
  const compiled = models.filter(({ isCompiled }) => isCompiled).length;
  const effect = `${compiled} of ${models.length} models have compiled SQL.`;
  if (compiled === models.length) return { input: "compiled code", state: "used", effect, fix: "" };
  const state = compiled === 0 ? "missing" : "partial";
  return { input: "compiled code", state, effect, fix: "Run `dbt compile` for the whole project." };
}

function untypedColumns(project: Project): string {
  let untyped = 0;
  for (const node of Object.values(project.nodes)) {
    const columns = "columns" in node ? node.columns : [];
    for (const column of columns) if (column.dataType === null) untyped += 1;
  }
  return untyped === 1
    ? "1 declared column has no known type."
    : `${untyped} declared columns have no known type.`;
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}
