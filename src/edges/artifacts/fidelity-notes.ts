import type { Project } from "../../core/manifest/project.ts";
import type { Fidelity } from "../../core/report.ts";
import type { KnownError } from "../../errors.ts";
import type { SiblingKind } from "./locate.ts";

const NEWEST_SCHEMA = 12;
/** The schema that only previews of Fusion wrote, in August and September 2025. */
const PREVIEW_SCHEMA = 20;

interface SiblingWording {
  readonly input: string;
  readonly effect: string;
  readonly fix: string;
}

/** What a project has that a sibling would tell about; noted while it is read, because looking later takes long. */
export interface ProjectTraits {
  readonly hasFreshness: boolean;
  readonly hasSemanticModels: boolean;
}

const SIBLINGS: Readonly<Record<SiblingKind, SiblingWording>> = {
  catalog: {
    input: "catalog",
    effect: "Columns and types that YAML does not declare are not seen.",
    fix: "Run `dbt docs generate` and keep catalog.json beside the manifest.",
  },
  run_results: {
    input: "run results",
    effect: "Status and run time of the last run are not seen.",
    fix: "Run `dbt build` and keep run_results.json beside the manifest.",
  },
  sources: {
    input: "source freshness",
    effect: "How fresh the sources were is not seen.",
    fix: "Run `dbt source freshness` and keep sources.json beside the manifest.",
  },
  semantic_manifest: {
    input: "semantic manifest",
    effect: "The time spines of the semantic layer are not seen.",
    fix: "Run `dbt parse` and keep semantic_manifest.json beside the manifest.",
  },
};

/** Says how well the manifest itself could be read. `side`: `base`, `head` or another name for it. */
export function noteManifest(side: string, project: Project): Fidelity {
  const input = `${side} manifest`;
  const { schemaVersion } = project.metadata;
  const schema = Number(schemaVersion ?? Number.NaN);
  if (schema === PREVIEW_SCHEMA)
    return {
      input,
      state: "partial",
      effect: "Schema v20 holds no code of models and snapshots, so bodies are compared by checksum only.",
      fix: "Write both manifests with dbt 1.x or with dbt 2.0 beta or later.",
    };
  if (schema >= 1 && schema <= NEWEST_SCHEMA) return used(input);
  const name =
    schemaVersion === null
      ? "The manifest does not say its schema version"
      : `Schema v${schemaVersion} is not known`;
  return {
    input,
    state: "partial",
    effect: `${name}; it is read by the fields that are there.`,
    fix: schemaVersion === null ? "" : "Use a newer Headgate where there is one.",
  };
}

/** Says that a sibling was read; `isStale`: it belongs to another invocation of dbt than the manifest. */
export function noteSibling(side: string, kind: SiblingKind, isStale: boolean): Fidelity {
  const { input, fix } = SIBLINGS[kind];
  if (!isStale) return used(`${side} ${input}`);
  return {
    input: `${side} ${input}`,
    state: "partial",
    effect: `It was written by another run of dbt than the manifest, so it may be out of date.`,
    fix,
  };
}

/** Says that a sibling is not there; null where the project has nothing that it would tell about, or where nobody asks. */
export function noteMissing(side: string, kind: SiblingKind, traits: ProjectTraits): Fidelity | null {
  if (!isRelevant(kind, traits) || (side === "base" && OF_HEAD.has(kind))) return null;
  const { input, effect, fix } = SIBLINGS[kind];
  return { input: `${side} ${input}`, state: "missing", effect, fix };
}

/** Says that a sibling is there and could not be read. */
export function noteUnreadable(side: string, kind: SiblingKind, error: KnownError): Fidelity {
  const { input, effect, fix } = SIBLINGS[kind];
  return { input: `${side} ${input}`, state: "unreadable", effect: `${error.advice.why} ${effect}`, fix };
}

/** Says that the `dbt_project.yml` of a side says nothing, and why: a sentence. */
export function noteProjectFile(side: string, why: string): Fidelity {
  return {
    input: `${side} dbt_project.yml`,
    state: "unreadable",
    effect: `${why} Its variables and search orders of macros are not known; those of the other side are taken instead, if there are any.`,
    fix: "Mend the file.",
  };
}

/** What tells how things are now; how they were before the change is not asked. */
const OF_HEAD: ReadonlySet<SiblingKind> = new Set(["run_results", "sources"]);

function used(input: string): Fidelity {
  return { input, state: "used", effect: "", fix: "" };
}

function isRelevant(kind: SiblingKind, traits: ProjectTraits): boolean {
  if (kind === "sources") return traits.hasFreshness;
  return kind !== "semantic_manifest" || traits.hasSemanticModels;
}
