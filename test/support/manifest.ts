import type { Json } from "../../src/core/json.ts";
import type { Artifacts, Side } from "../../src/core/manifest/artifacts.ts";
import { parseManifest } from "../../src/core/manifest/parse.ts";
import type { Project } from "../../src/core/manifest/project.ts";
import type { Catalog } from "../../src/core/manifest/siblings.ts";

type Entries = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A manifest in dbt's shape: only what a test is about, by section. Ids give package, name and resource type. */
export interface ManifestSketch {
  readonly metadata?: Readonly<Record<string, Json>>;
  readonly nodes?: Entries;
  readonly sources?: Entries;
  readonly exposures?: Entries;
  readonly metrics?: Entries;
  readonly semantic_models?: Entries;
  readonly saved_queries?: Entries;
  readonly unit_tests?: Entries;
  readonly groups?: Entries;
  readonly macros?: Entries;
  readonly functions?: Entries;
  readonly disabled?: Readonly<Record<string, Json>>;
}

/** One side of a review: a project, and what lies beside its manifest. */
export function sideWith(project: Project, siblings: Partial<Side> = {}): Side {
  return {
    project,
    catalog: null,
    runResults: null,
    sourceFreshness: null,
    semanticManifest: null,
    settings: null,
    notes: [],
    ...siblings,
  };
}

/** One side of a review from a sketch of its manifest. */
export function sideOf(sketch: ManifestSketch, catalog: Catalog | null = null): Side {
  return sideWith(projectFrom(sketch), { catalog });
}

/** A project from a sketch of its manifest. */
export function projectFrom(sketch: ManifestSketch): Project {
  return parseManifest(manifestOf(sketch));
}

/** The manifest that a sketch stands for. */
export function manifestOf(sketch: ManifestSketch): Readonly<Record<string, Json>> {
  const metadata = {
    dbt_version: "1.11.0",
    adapter_type: "postgres",
    project_name: "shop",
    ...sketch.metadata,
  };
  const sections = Object.entries(sketch).filter(([key]) => key !== "metadata" && key !== "disabled");
  const named = sections.map(([section, entries]) => [section, withNames(entries)] as const);
  return { nodes: {}, ...Object.fromEntries(named), metadata, disabled: sketch.disabled ?? {} };
}

/** Base and head from two sketches. */
export function artifactsOf(base: ManifestSketch, head: ManifestSketch): Artifacts {
  return { base: sideOf(base), head: sideOf(head) };
}

function withNames(entries: Entries): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(entries).map(([id, entry]) => {
      const [resourceType = "", packageName = "", ...rest] = id.split(".");
      const name = rest[0] ?? "";
      return [
        id,
        {
          unique_id: id,
          resource_type: resourceType,
          package_name: packageName,
          name,
          fqn: [packageName, name],
          ...entry,
        },
      ];
    }),
  );
}
