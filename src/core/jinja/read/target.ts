import { Refusal } from "../refusal.ts";
import type { Target } from "../template.ts";
import type { Reader } from "./reader.ts";

const CONSTANTS: ReadonlySet<string> = new Set(["true", "false", "none", "True", "False", "None"]);

/** What `set` assigns to: also attributes of a namespace, and several targets. */
export function readTarget(reader: Reader): Target {
  const { tokens } = reader;
  const first = readOneTarget(reader);
  if (!tokens.is("operator", ",")) return first;
  const targets = [first];
  while (tokens.skip("operator", ",") && beginsTarget(reader)) targets.push(readOneTarget(reader));
  return { type: "unpack", targets };
}

/** A name that is assigned to. */
export function readOwnName({ tokens }: Reader): string {
  const name = tokens.expect("name").text;
  if (CONSTANTS.has(name)) throw new Refusal(`\`${name}\` cannot be assigned to.`);
  return name;
}

function readOneTarget(reader: Reader): Target {
  const { tokens } = reader;
  if (tokens.skip("operator", "(")) {
    const target = tokens.deeper(() => readTarget(reader));
    tokens.expect("operator", ")");
    return target;
  }
  const name = readOwnName(reader);
  if (!tokens.skip("operator", ".")) return { type: "name", name };
  return { type: "attribute", object: name, name: tokens.expect("name").text };
}

function beginsTarget({ tokens }: Reader): boolean {
  return (tokens.current.kind === "name" && tokens.current.text !== "in") || tokens.is("operator", "(");
}
