import { ANY_VALUE, type QueryRows } from "./core/jinja/dbt/query-rows.ts";
import type { Rendering } from "./core/jinja/dbt/rendering.ts";
import type { RenderJob } from "./core/jinja/dbt/render-state.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import type { SideName } from "./core/sql/known-columns.ts";
import { acceptedValues } from "./core/sql/accepted-values.ts";
import type { StatementFacts } from "./core/sql/facts.ts";
import { pivotValues, probeOf, writtenAmong } from "./core/sql/pivot-values.ts";
import type { Coded } from "./raw-texts.ts";

/** An object as it is on one side. */
export interface Version {
  readonly node: Coded;
  readonly side: SideName;
}

export interface RowSources {
  readonly artifacts: Artifacts;
  /** The object on both sides, head first. */
  readonly versions: (version: Version) => readonly Version[];
  /** Renders the object with these rows, and with no others. */
  readonly render: (version: Version, rows: RenderJob["rows"]) => Promise<Rendering>;
  /** Reads a text with the columns of what the object reads; null where it cannot be read. */
  readonly read: (sql: string, version: Version) => Promise<StatementFacts | null>;
}

/** A query of an object, and what its text says. */
interface Query {
  readonly sql: string;
  readonly facts: StatementFacts | null;
  /** The columns of the object that its text makes with one row of each query, the probe. */
  readonly probed: Pick<StatementFacts, "columns" | "incomplete">;
  /** The columns that the texts of both sides give beside those. */
  readonly written: ReadonlySet<string>;
  readonly probe: string;
}

/** One way to tell the values of a query; none where it does not. */
type Tell = (query: Query, version: Version) => Promise<Pick<QueryRows, "values" | "by">>;

const NONE = { values: [], by: "" };

/**
 * Tells the rows of the queries of a template without a warehouse, where they make columns: by the columns that the object
 * is known to have, and by the values that a test accepts. What is told of one side serves both where they ask the same,
 * or a difference of knowledge would look like one of SQL.
 */
export class ToldRows {
  readonly #sources: RowSources;
  readonly #told = new Map<string, Promise<ReadonlyMap<string, QueryRows>>>();

  constructor(sources: RowSources) {
    this.#sources = sources;
  }

  /** The rows of those of its queries that make columns of an object: what could be told of them, else one for all. */
  async of(version: Version, queries: readonly string[]): Promise<RenderJob["rows"]> {
    const versions = this.#sources.versions(version);
    const key = versions.map(({ node, side }) => `${side} ${node.uniqueId}`).join(" ");
    const told = this.#told.get(key) ?? this.#tellAll(versions);
    this.#told.set(key, told);
    const known = await told;
    return Object.fromEntries(
      queries.flatMap((sql) => {
        const rows = known.get(spelling(sql));
        return rows === undefined ? [] : [[sql, rows] as const];
      }),
    );
  }

  async #tellAll(versions: readonly Version[]): Promise<ReadonlyMap<string, QueryRows>> {
    const told = new Map<string, QueryRows>();
    const found = await Promise.all(
      versions.map(async (version) => ({ version, queries: await this.#queriesOf(version) })),
    );
    const written = new Set(
      found.flatMap(({ queries: [first] }) => writtenAmong(first === undefined ? [] : namesIn(first.probed))),
    );
    const asked = found.map(({ version, queries }) => ({
      version,
      queries: queries.map((query) => ({ ...query, written })),
    }));
    for (const tell of this.#ways()) {
      for (const { version, queries } of asked) {
        for (const query of queries.filter(({ sql }) => !told.has(spelling(sql)))) {
          const rows = await tell(query, version);
          if (rows.values.length > 0) told.set(spelling(query.sql), { ...rows, columns: namesOf(query) });
        }
      }
    }
    for (const query of asked.flatMap(({ queries }) => queries)) {
      const key = spelling(query.sql);
      if (!told.has(key)) told.set(key, { columns: namesOf(query), values: [ANY_VALUE], by: null });
    }
    return told;
  }

  /** The queries of an object that make some of its columns. */
  async #queriesOf(version: Version): Promise<readonly Omit<Query, "written">[]> {
    const { read, render } = this.#sources;
    const { queries } = await render(version, {});
    const asked = await Promise.all(queries.map(async (sql) => ({ sql, facts: await read(sql, version) })));
    const probes = asked.map(({ sql, facts }, index) => {
      return [sql, { columns: namesOf({ facts }), values: [probeOf(index)], by: null }] as const;
    });
    const rendering = probes.length === 0 ? null : await render(version, Object.fromEntries(probes));
    const probed = rendering?.state === "rendered" ? await read(rendering.sql, version) : null;
    if (probed === null) return [];
    const names = namesIn(probed).map((name) => name.toLowerCase());
    return asked
      .map((query, index) => ({ ...query, probed, probe: probeOf(index) }))
      .filter(({ probe }) => names.some((name) => name.includes(probe)));
  }

  /** The surest first. */
  #ways(): readonly Tell[] {
    const { artifacts, read } = this.#sources;
    return [
      async (query, version) => {
        const sql = version.node.compiledCode ?? "";
        const facts = sql.trim() === "" ? null : await read(sql, version);
        return byColumns(query, facts?.columns ?? [], `the compiled code of ${version.side}`);
      },
      async (query, { node, side }) =>
        byColumns(query, artifacts[side].catalog?.columns[node.uniqueId] ?? [], "the catalog"),
      async ({ facts }, { side }) => ({
        values: facts === null ? [] : acceptedValues(facts, artifacts[side].project),
        by: "a test of accepted values",
      }),
      async (query, { node }) =>
        "columns" in node ? byColumns(query, node.columns, "the documentation") : NONE,
    ];
  }
}

function byColumns(
  { probed, probe, written }: Query,
  known: readonly { readonly name: string }[],
  by: string,
) {
  const columns = {
    probed: namesIn(probed),
    written,
    isComplete: probed.incomplete === null,
    known: known.map(({ name }) => name),
  };
  return { values: pivotValues(probe, columns), by };
}

function namesOf({ facts }: Pick<Query, "facts">): readonly string[] {
  return facts === null ? [] : namesIn(facts);
}

function namesIn({ columns }: Pick<StatementFacts, "columns">): readonly string[] {
  return columns.map(({ name }) => name);
}

/** A query without what differs from one environment to another: where its relations stand. */
function spelling(sql: string): string {
  return sql
    .replaceAll(/[`"[\]]/gu, "")
    .replaceAll(/(?<![\w$-])(?:[\w$-]+\.)+(?=[A-Za-z_$])/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
