import { Refusal } from "../refusal.ts";
import type { Statement } from "../template.ts";
import {
  readCallBlock,
  readDo,
  readFilterBlock,
  readFor,
  readIf,
  readPrint,
  readSet,
  readWith,
} from "./blocks.ts";
import {
  readDataTest,
  readDocs,
  readMacro,
  readMaterialization,
  readSnapshot,
  readTestDefinition,
} from "./definitions.ts";
import type { Reader } from "./reader.ts";

type ReadTag = (reader: Reader, line: number) => Statement;

const TAGS: ReadonlyMap<string, ReadTag> = new Map([
  ["if", readIf],
  ["for", readFor],
  ["set", readSet],
  ["do", readDo],
  ["macro", readMacro],
  ["call", readCallBlock],
  ["filter", readFilterBlock],
  ["with", readWith],
  ["print", readPrint],
  ["break", (_reader, line) => ({ type: "break", line })],
  ["continue", (_reader, line) => ({ type: "continue", line })],
  ["materialization", readMaterialization],
  ["test", readTestDefinition],
  ["data_test", readDataTest],
  ["snapshot", readSnapshot],
  ["docs", readDocs],
  ["import", (reader, line) => readUnsupported(reader, line, "import")],
  ["from", (reader, line) => readUnsupported(reader, line, "from")],
  ["include", (reader, line) => readUnsupported(reader, line, "include")],
  ["extends", (reader, line) => readUnsupported(reader, line, "extends")],
]);

/** One statement, from the name of its tag to before the end of its last tag. */
export function readStatement(reader: Reader, ends: readonly string[]): Statement {
  const { text: tag, line } = reader.tokens.expect("name");
  const read = TAGS.get(tag);
  if (read !== undefined) return reader.tokens.deeper(() => read(reader, line));
  const expected = ends.map((end) => `\`${end}\``).join(" or ");
  throw new Refusal(`Unknown tag \`${tag}\`${expected === "" ? "" : `: ${expected} was expected`}.`, line);
}

/** Templates of dbt cannot reach other files: dbt itself fails there. */
function readUnsupported({ tokens }: Reader, line: number, tag: string): Statement {
  while (tokens.current.kind !== "block-end" && tokens.current.kind !== "end") tokens.next();
  return { type: "unsupported", why: `dbt's templates cannot use \`${tag}\`.`, line };
}
