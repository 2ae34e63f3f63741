import type { NameIndex } from "../../src/core/usage/name-index.ts";
import type { Readable } from "../../src/core/sql/known-columns.ts";
import { identifiersOf } from "../../src/core/usage/places/place.ts";
import { readNames, type ReadNames } from "../../src/core/usage/places/read-names.ts";
import { Sightings } from "../../src/core/usage/places/sightings.ts";
import type { StatedEnvironment } from "../../src/core/usage/places/stated-places.ts";
import { builtNodes, ownNames, relationIndex } from "../../src/core/usage/relation-index.ts";
import { projectFrom, type ManifestSketch } from "./manifest.ts";

type Entries = NonNullable<ManifestSketch["nodes"]>;

/** Models of one place: `ci.dbt_ci_marts`, with the custom schema that the project configures. */
export function modelsIn(place: string, names: readonly string[], custom: string | null = null): Entries {
  const [database = "", schema = ""] = place.split(".");
  return Object.fromEntries(
    names.map((name) => [
      `model.shop.${name}`,
      {
        name,
        alias: name,
        database,
        schema,
        relation_name: `${database}.${schema}.${name}`,
        config: { materialized: "table", ...(custom !== null && { schema: custom }) },
      },
    ]),
  );
}

/** `names("fct", 3)`: fct_1, fct_2, fct_3. */
export function names(stem: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${stem}_${at + 1}`);
}

/** What a log says: `analytics.marts.fct_1` in so many queries. */
export type Said = Readonly<Record<string, number>>;

/** The relations of one place, each in so many queries. */
export function said(place: string, identifiers: readonly string[], queries = 10): Said {
  return Object.fromEntries(identifiers.map((identifier) => [`${place}.${identifier}`, queries]));
}

interface Read extends ReadNames {
  /** The id behind a name of the log. */
  readonly find: (name: string) => string | null;
}

/** Reads the names of a log against a manifest. */
export function readLog(
  sketch: ManifestSketch,
  log: Said,
  environments: readonly StatedEnvironment[] = [],
): Read {
  const nodes = builtNodes(projectFrom(sketch));
  const owners: NameIndex<Readable> = ownNames(nodes);
  const identifiers = new Set(nodes.flatMap(identifiersOf));
  const sightings = new Sightings((identifier) => identifiers.has(identifier));
  const nowhere = { database: null, schema: null };
  for (const [name, queries] of Object.entries(log)) sightings.see(name.split("."), nowhere, queries);
  const read = readNames({ nodes, owners, sightings, environments });
  const index = relationIndex(owners, read.further);
  return { ...read, find: (name) => index.find(name.split("."), nowhere)?.uniqueId ?? null };
}
