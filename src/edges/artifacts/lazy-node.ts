import type { Json } from "../../core/json.ts";
import { parseEntry, type Section } from "../../core/manifest/parse-entry.ts";
import type { Node, ResourceType } from "../../core/manifest/project.ts";
import { asArtifactError } from "./artifact-faults.ts";
import { refuseDeep } from "./depth.ts";
import { valueIn, type PackedOutline } from "./pack-outline.ts";

/** A node's place in a manifest. */
export interface NodePlace {
  readonly section: Section;
  readonly outline: PackedOutline;
  /** The manifest's file, which errors name. */
  readonly path: string;
  /** What the file holds, and where in it the JSON of the entry stands. It was parsed before. */
  readonly content: Uint8Array;
  readonly at: number;
  readonly length: number;
}

/**
 * A node that is known by its outline and read when somebody asks for more: of a base, that is what changed and what it
 * reaches. To whoever holds it, it is a node like any other.
 */
export function lazyNode(place: NodePlace): Node {
  return new Proxy(blankOf(place.outline[1]), new LazyNode(place));
}

/** The node itself, read. */
export function wholeNode(node: Node): Node {
  return wholeBehind(node, WHOLE) ?? node;
}

/** Under which a lazy node tells what is behind it. */
const WHOLE = Symbol("whole");
const wholeBehind: (node: Node, key: symbol) => Node | undefined = Reflect.get;

class LazyNode implements ProxyHandler<Node> {
  /** Where the node stands, until it is read. */
  #from: NodePlace | Node;

  constructor(place: NodePlace) {
    this.#from = place;
  }

  get whole(): Node {
    if (isPlace(this.#from)) this.#from = readNode(this.#from);
    return this.#from;
  }

  get(blank: Node, key: string | symbol): unknown {
    if (key === WHOLE) return this.whole;
    if (!isPlace(this.#from)) return Reflect.get(this.#from, key);
    const told = valueIn(this.#from.outline, key);
    return told === undefined ? Reflect.get(key in blank ? this.whole : blank, key) : told;
  }

  getOwnPropertyDescriptor(_blank: Node, key: string | symbol): PropertyDescriptor | undefined {
    return Reflect.getOwnPropertyDescriptor(this.whole, key);
  }

  // Nodes are readonly, and the blank one is not to be written to.
  set(): boolean {
    return false;
  }

  defineProperty(): boolean {
    return false;
  }

  deleteProperty(): boolean {
    return false;
  }

  preventExtensions(): boolean {
    return false;
  }
}

function isPlace(from: NodePlace | Node): from is NodePlace {
  return "outline" in from;
}

// Nodes of one type have the same keys: a blank one tells which, before anything is read.
const blanks = new Map<ResourceType, Node>();

function blankOf(type: ResourceType): Node {
  const blank = blanks.get(type) ?? nodeOf("nodes", "", { resource_type: type });
  blanks.set(type, blank);
  return blank;
}

/** Throws `ArtifactError` where the entry is nested too deeply to be read: to look at every entry for that takes as long as to parse it. */
function readNode({ section, outline, path, content, at, length }: NodePlace): Node {
  const json = parseText(decoder.decode(content.subarray(at, at + length)));
  try {
    refuseDeep(json);
  } catch (error) {
    throw asArtifactError(error, path);
  }
  return nodeOf(section, outline[0], json);
}

/** What has an outline is a node. */
function nodeOf(section: Section, id: string, json: Json): Node {
  const node = parseEntry(section, id, json);
  if (node === null) throw new TypeError(`${section} ${id} is no node`);
  return node;
}

const decoder = new TextDecoder();
const parseText: (text: string) => Json = JSON.parse;
