import { z } from "zod";
import type { JsonObject } from "../core/json.ts";
import { Report } from "../core/report.ts";
import { ConfigFile } from "./schema.ts";

/** JSON Schema (draft 2020-12) of `.github/headgate.yml`, as a person writes it: defaults may be left out. */
export function configJsonSchema(): JsonObject {
  return published(z.toJSONSchema(ConfigFile, { io: "input" }), {
    id: "urn:headgate:schema:config:v1",
    title: "Headgate configuration (.github/headgate.yml)",
  });
}

/** JSON Schema (draft 2020-12) of the report that `--format json` prints. */
export function reportJsonSchema(): JsonObject {
  return published(z.toJSONSchema(Report), {
    id: "urn:headgate:schema:report:v1",
    title: "Headgate report (headgate.report/v1)",
  });
}

/** Turns zod's own type of a JSON Schema into plain JSON. */
const AnyObject = z.record(z.string(), z.json());

function published(schema: object, name: { id: string; title: string }): JsonObject {
  const { $schema = "https://json-schema.org/draft/2020-12/schema", ...rest } = AnyObject.parse(schema);
  return { $schema, $id: name.id, title: name.title, ...rest };
}
