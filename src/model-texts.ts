import { injectCtes, type EphemeralCte } from "./core/jinja/dbt/inject-ctes.ts";
import type { Rendering } from "./core/jinja/dbt/rendering.ts";
import type { Json } from "./core/json.ts";
import { hooksOf, type Hook } from "./core/manifest/hooks.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import type { Buildable } from "./core/manifest/project.ts";
import { EPHEMERAL_PREFIX, type SideName } from "./core/sql/known-columns.ts";
import type { ReadText } from "./core/sql/raw-fidelity.ts";
import { textFrom, withoutRun, type TextOrigin } from "./core/sql/source-text.ts";
import { NO_SQL, RawTexts, type Coded, type RawSources } from "./raw-texts.ts";
import type { Version } from "./told-rows.ts";

/** The SQL of an object, or why there is none. */
export type ModelText =
  | {
      readonly sql: string;
      readonly origin: TextOrigin;
      /** What a guessed text depends on. */
      readonly unknowns: readonly string[];
      /** Why its columns are not all that the object has; null where nothing is known to be missing. */
      readonly incomplete: string | null;
      /** Whether an incremental run reads another text. */
      readonly hasIncremental: boolean;
    }
  | { readonly sql: null; readonly why: string };

/** A hook of an object, rendered. */
export interface HookText {
  readonly hook: Hook;
  readonly rendering: Rendering;
}

interface Sources extends Omit<RawSources, "versions"> {
  /** What head calls an object of base. */
  readonly idOf: ReadonlyMap<UniqueId, UniqueId>;
}

/** The one place that gives the SQL of an object: compiled, or rendered where the two sides were not both compiled. */
export class ModelTexts {
  readonly #sources: Sources;
  readonly #raw: RawTexts;
  readonly #twins: ReadonlyMap<UniqueId, UniqueId>;
  /** The objects whose SQL was looked at, by head's id. */
  readonly read = new Map<UniqueId, ReadText>();

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#raw = new RawTexts({ ...sources, versions: (version) => this.#versions(version) });
    this.#twins = new Map([...sources.idOf].map(([base, head]) => [head, base]));
  }

  /** From what the SQL of an object is read, as `textFrom` says. */
  from(node: Coded, side: SideName): "compiled" | "raw" | null {
    return textFrom(node, this.#twin(node, side));
  }

  /** The same object on the other side; null where there is none that has code. */
  #twin({ uniqueId: id }: Coded, side: SideName): Coded | null {
    const { artifacts, idOf } = this.#sources;
    const twin =
      side === "base"
        ? artifacts.head.project.nodes[idOf.get(id) ?? id]
        : artifacts.base.project.nodes[this.#twins.get(id) ?? id];
    return twin !== undefined && "compiledCode" in twin ? twin : null;
  }

  #versions(version: Version): readonly Version[] {
    const { node, side } = version;
    const twin = this.#twin(node, side);
    const versions = [version, ...(twin === null ? [] : [{ node: twin, side: OTHER[side] }])];
    return side === "head" ? versions : versions.reverse();
  }

  /** The SQL of an object; that of an incremental run where it is asked for. */
  async of(node: Coded, side: SideName, isIncremental = false): Promise<ModelText> {
    const from = this.from(node, side);
    if (from === null) return { sql: null, why: NO_SQL };
    if (from === "compiled" && !isIncremental) {
      const sql = withoutRun(node.compiledCode ?? "", node.rawCode);
      this.#note(node, side, { from, unknowns: [] });
      return { sql, origin: "compiled", unknowns: [], incomplete: null, hasIncremental: false };
    }
    const text = await this.render(node, side, isIncremental);
    if (from === "raw") this.#note(node, side, { from, unknowns: text.sql === null ? null : text.unknowns });
    return text;
  }

  /** What both sides depend on; null where one of them came to nothing. */
  #note({ uniqueId }: Coded, side: SideName, { from, unknowns }: ReadText): void {
    const id = side === "base" ? (this.#sources.idOf.get(uniqueId) ?? uniqueId) : uniqueId;
    const known = this.read.get(id)?.unknowns;
    const both = known === null || unknowns === null ? null : [...new Set([...(known ?? []), ...unknowns])];
    this.read.set(id, { from, unknowns: both });
  }

  /** What the hooks of an object run, each with the SQL that came of it. */
  async hooks(node: Coded, side: SideName): Promise<readonly HookText[]> {
    return await Promise.all(
      hooksOf(node).map(async (hook) => ({
        hook,
        rendering: await this.#raw.renderHook({ node, side }, hook),
      })),
    );
  }

  /** The SQL that the raw code of an object renders to, whether it is compiled or not. */
  async render(node: Coded, side: SideName, isIncremental = false): Promise<ModelText> {
    const own = await this.#raw.render(node, side, isIncremental);
    const ephemerals = await this.#ephemerals(node, side);
    const parts = [own, ...ephemerals.map(({ rendering }) => rendering)];
    const failed = parts.find((part) => part.state === "not-rendered");
    if (failed !== undefined || own.state !== "rendered") {
      return { sql: null, why: `its raw SQL could not be rendered: ${whyOf(failed)}` };
    }
    const unknowns = [...new Set(parts.flatMap((part) => (part.state === "rendered" ? part.unknowns : [])))];
    const ctes = ephemerals.flatMap(({ name, rendering }): EphemeralCte[] =>
      rendering.state === "rendered" ? [{ name, sql: rendering.sql }] : [],
    );
    return {
      sql: withoutRun(injectCtes(own.sql, ctes), node.rawCode),
      origin: unknowns.length === 0 ? "rendered" : "guessed",
      unknowns,
      incomplete: parts.some((part) => part.state === "rendered" && part.hasAnyRow) ? BY_ROWS : null,
      hasIncremental: own.asksIncremental && !NEVER_INCREMENTAL.has(node.config["materialized"]),
    };
  }

  /** The ephemeral models that an object reads, each after those that it reads itself, as dbt puts them. */
  async #ephemerals(node: Coded, side: SideName): Promise<readonly Ephemeral[]> {
    const found = new Map<UniqueId, Buildable>();
    const visit = (id: UniqueId, open: ReadonlySet<UniqueId>): void => {
      const other = this.#sources.artifacts[side].project.nodes[id];
      if (other?.resourceType !== "model" || found.has(id) || open.has(id)) return;
      if (!other.isEphemeral) return;
      for (const parent of other.dependsOn) visit(parent, new Set([...open, id]));
      found.set(id, other);
    };
    for (const id of node.dependsOn) visit(id, new Set([node.uniqueId]));
    return await Promise.all(
      [...found.values()].map(async (other) => ({
        name: `${EPHEMERAL_PREFIX}${other.relation?.identifier ?? other.name}`,
        rendering: await this.#raw.render(other, side, false),
      })),
    );
  }
}

const OTHER: Readonly<Record<SideName, SideName>> = { base: "head", head: "base" };

/** Where `is_incremental()` is always false (dbt-adapters: macros/materializations/incremental/is_incremental.sql). */
const NEVER_INCREMENTAL: ReadonlySet<Json | undefined> = new Set(["table", "view", "ephemeral"]);

/** Why the columns of a text are not all that its object has. */
const BY_ROWS = "the rows of a query, which nobody knows, make columns of it";

interface Ephemeral {
  readonly name: string;
  readonly rendering: Rendering;
}

function whyOf(rendering: Rendering | undefined): string {
  if (rendering?.state !== "not-rendered") return NO_SQL;
  return rendering.line === null ? rendering.why : `${rendering.why} (line ${rendering.line})`;
}
