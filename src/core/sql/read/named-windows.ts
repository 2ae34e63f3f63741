import type { Json } from "../../json.ts";
import type { Expr } from "../query.ts";
import { field, identifierOf, listOf, nodeOf, type Reader } from "./syntax.ts";

/** A reader that puts the windows of a WINDOW clause where they are named: `over w`. */
export function withWindows(syntax: Json | undefined, reader: Reader): Reader {
  const windows = new Map<string, Json>();
  for (const window of listOf(syntax)) {
    const name = identifierOf(field(window, "name"), reader.dialect);
    const spec = field(window, "spec");
    if (name !== null && spec !== undefined) windows.set(name.key, spec);
  }
  if (windows.size === 0) return reader;
  return { ...reader, expr: (part) => readNamed(part, windows, reader) };
}

function readNamed(syntax: Json | undefined, windows: ReadonlyMap<string, Json>, reader: Reader): Expr {
  const node = nodeOf(syntax);
  const name = identifierOf(field(node?.body["over"], "window_name"), reader.dialect);
  const window = node?.kind === "window_function" && name !== null ? windows.get(name.key) : undefined;
  if (node === null || window === undefined) return reader.expr(syntax);
  return reader.expr({ [node.kind]: { ...node.body, over: window } });
}
