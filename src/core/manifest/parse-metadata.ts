import type { Json } from "../json.ts";
import { filledText, object, text } from "./fields.ts";
import type { ProjectMetadata } from "./project.ts";

/** Reads `metadata` of a manifest. The project's name, which only v10 and later write, may have to be inferred. */
export function parseMetadata(json: Json | undefined): ProjectMetadata {
  const metadata = object(json);
  return {
    dbtVersion: text(metadata["dbt_version"]),
    schemaVersion: schemaVersion(text(metadata["dbt_schema_version"])),
    adapterType: filledText(metadata["adapter_type"]),
    projectName: filledText(metadata["project_name"]),
    generatedAt: filledText(metadata["generated_at"]),
    invocationId: filledText(metadata["invocation_id"]),
  };
}

/** The number in `https://schemas.getdbt.com/dbt/manifest/v12.json`. */
function schemaVersion(url: string): string | null {
  return /\/v(\d+)(?:\.json)?$/u.exec(url)?.[1] ?? null;
}
