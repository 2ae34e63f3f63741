import type { ColumnEnd } from "./core/columns/column-graph.ts";
import { lineageNodes, type PlacedEnd } from "./core/columns/lineage-nodes.ts";
import type { Lineage, LineageEdge } from "./core/lineage/lineage.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import type { Model, Node, Project, Snapshot } from "./core/manifest/project.ts";
import type { OutputColumn } from "./core/sql/facts.ts";
import type { SqlReading } from "./core/sql/reading.ts";
import type { SideReader } from "./side-reader.ts";

/** Follows a column to what it is made from, object by object, up to sources and seeds. */
export class UpstreamWalk {
  readonly #project: Project;
  readonly #reader: SideReader;
  readonly #readings = new Map<UniqueId, Promise<SqlReading>>();
  readonly #untraced = new Map<UniqueId, string>();

  constructor(project: Project, reader: SideReader) {
    this.#project = project;
    this.#reader = reader;
  }

  async from(start: ColumnEnd): Promise<Lineage> {
    const edges: LineageEdge[] = [];
    const placed = new Map<string, PlacedEnd>([[keyOf(start), { ...start, distance: 0 }]]);
    let ring: readonly PlacedEnd[] = [...placed.values()];
    while (ring.length > 0) {
      const steps = (await Promise.all(ring.map((end) => this.#sourcesOf(end)))).flat();
      edges.push(...steps.map(({ edge }) => edge));
      ring = steps.flatMap(({ end }) => {
        if (placed.has(keyOf(end))) return [];
        placed.set(keyOf(end), end);
        return [end];
      });
    }
    const { uniqueId: node, column } = start;
    return {
      node,
      column,
      direction: "upstream",
      nodes: lineageNodes(node, [...placed.values()], this.#project),
      edges,
      untraced: [...this.#untraced].map(([uniqueId, why]) => ({ uniqueId, why })),
    };
  }

  async #sourcesOf(at: PlacedEnd): Promise<readonly Step[]> {
    const output = await this.#outputOf(at);
    if (output === null) return [];
    const [why] = output.untraced;
    if (why !== undefined) this.#untraced.set(at.uniqueId, why);
    return output.sources.flatMap((source): Step[] => {
      const { relation, type, subtype } = source;
      if (this.#project.nodes[relation] === undefined) {
        this.#untraced.set(at.uniqueId, `it reads ${relation}, which the manifest does not hold`);
        return [];
      }
      const end = { uniqueId: relation, column: source.column.toLowerCase(), distance: at.distance + 1 };
      const edge: LineageEdge = {
        from: { uniqueId: relation, column: end.column },
        to: { uniqueId: at.uniqueId, ...(at.column !== null && { column: at.column }) },
        kind: "value",
        transformation: { type, subtype },
        confidence: output.confidence,
      };
      return [{ end, edge }];
    });
  }

  /** The column as the SQL of its object makes it; null where there is no SQL, or it could not be told. */
  async #outputOf({ uniqueId, column }: PlacedEnd): Promise<OutputColumn | null> {
    const node = this.#project.nodes[uniqueId];
    if (node === undefined || !isMade(node)) return null;
    if (node.language === "python") return this.#giveUp(uniqueId, "it is Python");
    if (this.#reader.texts.from(node, "head") === null) return this.#giveUp(uniqueId, "it has no SQL");
    const reading = await (this.#readings.get(uniqueId) ?? this.#read(uniqueId, node));
    if (reading.state !== "read") return this.#giveUp(uniqueId, reading.why);
    const { columns, incomplete } = reading.facts;
    const made = columns.find(({ name }) => name.toLowerCase() === column);
    return made ?? this.#giveUp(uniqueId, incomplete ?? `its SQL makes no column ${String(column)}`);
  }

  #read(id: UniqueId, node: Made): Promise<SqlReading> {
    const reading = this.#reader.read(node, "head");
    this.#readings.set(id, reading);
    return reading;
  }

  #giveUp(id: UniqueId, why: string): null {
    this.#untraced.set(id, why);
    return null;
  }
}

/** What is made by a query; what a seed holds is loaded. */
type Made = Model | Snapshot;

function isMade(node: Node): node is Made {
  return node.resourceType === "model" || node.resourceType === "snapshot";
}

/** One step further up. */
interface Step {
  readonly end: PlacedEnd;
  readonly edge: LineageEdge;
}

function keyOf({ uniqueId, column }: ColumnEnd): string {
  return `${uniqueId}\n${column ?? ""}`;
}
