import type { JsonObject } from "../../json.ts";
import type { Star } from "../query.ts";
import { field, identifierOf, identifiersOf, lineIn, listOf, nodeOf, type Reader } from "./syntax.ts";

/** A star with what it leaves out, replaces and renames. */
export function readStar(body: JsonObject, reader: Reader): Star {
  const { dialect } = reader;
  return {
    type: "star",
    qualifier: identifierOf(body["table"], dialect),
    except: identifiersOf(body["except"], dialect),
    replace: listOf(body["replace"]).map((item) => ({
      name: identifierOf(field(item, "alias") ?? nodeOf(item)?.body["alias"], dialect),
      expr: reader.expr(field(item, "this") ?? nodeOf(item)?.body["this"]),
    })),
    rename: listOf(body["rename"]).flatMap((pair) => {
      const [from, to] = identifiersOf(pair, dialect);
      return from === undefined || to === undefined ? [] : [{ from, to }];
    }),
    line: lineIn(body["table"]) ?? lineIn(body),
  };
}
