import { canonical, type Json } from "../json.ts";
import { digest } from "../digest.ts";
import { filledText, object, optionalText, text } from "./fields.ts";
import type { NamedOwner } from "./node.ts";
import { parseBase, type Entry } from "./parse-base.ts";
import type { Exposure, Group } from "./project.ts";

/** Reads an exposure. */
export function parseExposure(entry: Entry): Exposure {
  const { json } = entry;
  return {
    resourceType: "exposure",
    type: text(json["type"]),
    label: filledText(json["label"]),
    owner: parseOwner(json["owner"]),
    ownerDigest: digestOwner(json["owner"]),
    maturity: filledText(json["maturity"]),
    url: filledText(json["url"]),
    ...parseBase(entry),
  };
}

/** Reads a group (dbt 1.5 and later). */
export function parseGroup(entry: Entry): Group {
  const { json } = entry;
  return {
    resourceType: "group",
    owner: parseOwner(json["owner"]),
    ownerDigest: digestOwner(json["owner"]),
    ...parseBase(entry),
  };
}

/** Only the name is kept, and not where an address was written in its place. */
function parseOwner(value: Json | undefined): NamedOwner | null {
  if (value === undefined || value === null) return null;
  const name = typeof value === "string" ? value : optionalText(object(value)["name"]);
  return { name: name === null || /\S@\S/u.test(name) ? null : name };
}

function digestOwner(value: Json | undefined): string {
  return value === undefined || value === null ? "" : digest(canonical(value));
}
