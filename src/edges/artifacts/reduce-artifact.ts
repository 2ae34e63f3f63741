import { isObject, type Json } from "../../core/json.ts";
import { wrongArtifact } from "./artifact-faults.ts";
import { kindInSchema, kindOfShape, type ArtifactKind } from "./artifact-kind.ts";
import { OPEN_LIST, OPEN_OBJECT } from "./bytes.ts";
import type { ContentPart } from "./content.ts";
import type { FileChunk } from "./file-chunks.ts";
import { MalformedJson } from "./malformed-json.ts";
import type { Reducer, Reductions } from "./reduction.ts";
import { SectionScan, type Leap, type RawEntry, type SectionSink, type Take } from "./section-scan.ts";

/** What is read in one go. */
export interface Batch<K extends ArtifactKind> {
  readonly items: readonly Reductions[K]["item"][];
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** A file that is read chunk by chunk, or content that is in memory. */
export type Pieces = AsyncIterable<FileChunk> | Iterable<ContentPart>;

/** What is read: `path` only names it in errors. */
export interface Reading<K extends ArtifactKind> {
  readonly kind: K;
  readonly path: string;
  readonly reducer: Reducer<K>;
}

/**
 * Reduces an artifact chunk by chunk, or content part by part: a batch for every one of them, at the end the rest.
 * Throws `MalformedJson`, or `ArtifactError` where it is another artifact.
 */
export async function* reduceArtifact<K extends ArtifactKind>(
  reading: Reading<K>,
  pieces: Pieces,
): AsyncGenerator<Batch<K>, Reductions[K]["rest"]> {
  const sink = new ReducingSink(reading);
  const scan = new SectionScan(sink);
  for await (const piece of pieces) {
    const { bytesRead, bytesTotal } = piece;
    if ("content" in piece) scan.scan(piece.content, bytesRead);
    else scan.push(piece.bytes);
    yield { items: sink.drain(), bytesRead, bytesTotal };
  }
  scan.finish();
  return sink.finish();
}

class ReducingSink<K extends ArtifactKind> implements SectionSink {
  readonly #reading: Reading<K>;
  readonly #sections = new Set<string>();
  readonly #whole = new Map<string, Json>();
  #items: Reductions[K]["item"][] = [];

  constructor(reading: Reading<K>) {
    this.#reading = reading;
  }

  readonly take = (section: string, first: number): Take => {
    this.#sections.add(section);
    const { entries, whole } = this.#reading.reducer;
    if (section === "nodes" && first !== OPEN_OBJECT) throw new MalformedJson("section-not-object", section);
    // Semantic manifests list what manifests key by id.
    if (first === OPEN_LIST && section !== "disabled" && section !== "results") return "skip";
    if (entries.has(section)) return "entries";
    return whole.has(section) ? "whole" : "skip";
  };

  readonly entry = (raw: RawEntry): void => {
    const { reducer } = this.#reading;
    if (reducer.whole.has(raw.section)) {
      this.#addWhole(raw);
      return;
    }
    const item = reducer.reduce({ ...raw, parse: () => parseJson(raw) });
    if (item !== null) this.#items.push(item);
  };

  readonly leap = (raw: Omit<RawEntry, "createdAt">): Leap | null => {
    const leap = this.#reading.reducer.leap?.(raw) ?? null;
    if (leap !== null && leap.item !== null) this.#items.push(leap.item);
    return leap;
  };

  /** The items since the last call. */
  drain(): Batch<K>["items"] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  finish(): Reductions[K]["rest"] {
    const { kind, path, reducer } = this.#reading;
    const found = kindOfShape(this.#sections);
    if (!this.#isNamed() && found !== kind && (found !== null || !this.#hasAny()))
      throw wrongArtifact(path, kind, found);
    return reducer.finish(this.#whole);
  }

  #addWhole(raw: RawEntry): void {
    const json = parseJson(raw);
    this.#whole.set(raw.section, json);
    const { kind, path } = this.#reading;
    const found = raw.section === "metadata" ? kindInMetadata(json) : null;
    if (found !== null && found !== kind) throw wrongArtifact(path, kind, found);
  }

  #isNamed(): boolean {
    return kindInMetadata(this.#whole.get("metadata") ?? null) !== null;
  }

  #hasAny(): boolean {
    const { entries } = this.#reading.reducer;
    return [...this.#sections].some((section) => entries.has(section));
  }
}

const parseText: (text: string) => Json = JSON.parse;

function kindInMetadata(metadata: Json): ArtifactKind | null {
  const url = isObject(metadata) ? metadata["dbt_schema_version"] : null;
  return typeof url === "string" ? kindInSchema(url) : null;
}

function parseJson(raw: RawEntry): Json {
  try {
    return parseText(raw.bytes.toString("utf8", raw.valueAt));
  } catch (error) {
    throw new MalformedJson("broken-entry", raw.key === "" ? raw.section : raw.key, { cause: error });
  }
}
