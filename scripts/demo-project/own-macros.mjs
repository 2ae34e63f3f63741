import { findUses } from "./scope.mjs";
import { createdAt } from "./target.mjs";

/** The project's own macros as manifest entries. dbt's built-in ones are left out: they are not ours to ship. */
export function buildMacros({ project, target }) {
  const patches = project.yaml("macros");
  return [...project.macros.values()].map((macro) => {
    const declared = patches.find(({ entry }) => entry.name === macro.name);
    const docs = { show: true, node_color: null };
    return {
      name: macro.name,
      resource_type: "macro",
      package_name: project.name,
      path: macro.path,
      original_file_path: macro.path,
      unique_id: `macro.${project.name}.${macro.name}`,
      macro_sql: macro.sql,
      depends_on: { macros: findUses(project, macro.body).macros },
      description: declared?.entry.description ?? "",
      meta: {},
      docs,
      config: { meta: {}, docs },
      patch_path: declared === undefined ? null : `${project.name}://${declared.path}`,
      arguments: (declared?.entry.arguments ?? []).map(argumentOf),
      created_at: createdAt(target),
      supported_languages: null,
    };
  });
}

function argumentOf({ name, type, description }) {
  return { name, type: type ?? null, description: description ?? "" };
}
