import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import type { Fault } from "./faults.ts";

/** Aliases may not multiply a small file into a huge one ("billion laughs"). */
const MAX_ALIASES = 50;

/** A YAML text, read. `value` is meaningful only when there are no faults. */
export interface YamlText {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** The line (from 1) of the key at a path, or of its nearest parent that stands in the text. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/** Reads YAML 1.2 and keeps where each key stands. Never throws. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const faults: Fault[] = [...document.errors, ...document.warnings].map((error) => ({
    path: [],
    line: lineAt(error.pos[0]),
    text: `not valid YAML: ${error.message}`,
  }));
  return {
    faults,
    lineOf: (path) => lineAt(offsetOf(document, path)),
    ...(faults.length === 0 ? valueOf(document) : { value: null }),
  };
}

function valueOf(document: Document): { value: unknown; faults?: readonly Fault[] } {
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (cause) {
    // The only thing that toJS refuses in an error-free document is aliases: too many, or leading nowhere.
    const text = `its aliases cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`;
    return { value: null, faults: [{ path: [], text }] };
  }
}

/** Where the key stands that ends the path, as far as the path exists. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
