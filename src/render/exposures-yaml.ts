import type { LoggedDashboard } from "../core/usage/unknown-dashboards.ts";
import { nameOf } from "./names.ts";

/**
 * Exposures in dbt's YAML for dashboards that a log shows. What a log cannot know (owner, address) is left for a person to
 * write, as a comment, so that the file is not taken for finished.
 */
export function renderExposures(dashboards: readonly LoggedDashboard[]): string {
  if (dashboards.length === 0) return "# The query log shows no dashboard that the project does not know.\n";
  return `version: 2

exposures:
${dashboards.map(exposure).join("\n")}`;
}

function exposure({ name, tool, reads }: LoggedDashboard): string {
  const label = tool === null ? name : `${tool}: ${name}`;
  const lines = [
    `  - name: ${identifier(label)}`,
    `    label: ${JSON.stringify(label)}`,
    `    type: ${TYPES[tool ?? ""] ?? "dashboard"}`,
    "    # url: where it is",
    "    owner:",
    "      # Who answers for it: the log does not say.",
    "      name: unknown",
    "    depends_on:",
    ...reads.map((id) => `      - ${reference(id)}`),
  ];
  return `${lines.join("\n")}\n`;
}

const TYPES: Readonly<Record<string, string>> = {
  Hex: "notebook",
  notebooks: "notebook",
  Streamlit: "application",
};

/** dbt wants letters, digits and underscores, and no digit first. */
function identifier(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "_")
    .replaceAll(/^_+|_+$/gu, "");
  return /^[a-z]/u.test(name) ? name : `dashboard_${name}`;
}

function reference(id: string): string {
  const name = nameOf(id);
  if (!id.startsWith("source.")) {
    const [model = name, version] = name.split(/\.v(?=[^.]*$)/u);
    return version === undefined ? `ref('${model}')` : `ref('${model}', v=${version})`;
  }
  const [source = "", ...table] = name.split(".");
  return `source('${source}', '${table.join(".")}')`;
}
