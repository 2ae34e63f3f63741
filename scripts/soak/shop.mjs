/** dbt's manifest of a shop of one contracted model and a dashboard on it. `columns`: what the contract promises. */
function manifestOf(columns) {
  const [model, exposure] = ["model.shop.orders", "exposure.shop.board"];
  const named = columns.map((name) => [name, { name, data_type: "int", description: "A column." }]);
  const orders = {
    ...entry(model, "model", "models/orders.sql"),
    description: "Orders.",
    raw_code: "select 1",
    config: { contract: { enforced: true } },
    contract: { enforced: true, checksum: columns.join() },
    columns: Object.fromEntries(named),
  };
  const board = {
    ...entry(exposure, "exposure", "models/exposures.yml"),
    description: "A board.",
    depends_on: { nodes: [model] },
    owner: { name: "finance" },
  };
  const metadata = {
    dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
    dbt_version: "1.11.0",
    adapter_type: "postgres",
    project_name: "shop",
  };
  return JSON.stringify({ metadata, nodes: { [model]: orders }, exposures: { [exposure]: board } });
}

function entry(uniqueId, resourceType, path) {
  const name = uniqueId.split(".").at(-1);
  return {
    unique_id: uniqueId,
    resource_type: resourceType,
    package_name: "shop",
    name,
    fqn: ["shop", name],
    original_file_path: path,
  };
}

/** The main branch; artifacts are committed, so that a push is all that a review needs. */
export const baseFiles = {
  ".github/headgate.yml": "version: 1\nartifacts:\n  - git:\n      path: manifest.json\n",
  "models/orders.sql": "select 1\n",
  "manifest.json": manifestOf(["id", "amount"]),
};

/** A head that breaks the contract: its review has a comment, and its check fails. Every `number` is another commit. */
export function brokenFiles(number) {
  return { "models/orders.sql": `select ${number}\n`, "manifest.json": manifestOf(["id"]) };
}
