import { dataclass, enumMember, repr, sha256 } from "./python.mjs";
import { foldersOf, pathBelow } from "./declarations.mjs";
import { createdAt } from "./target.mjs";

/** Unit tests as manifest entries, one for each version that a test includes. */
export function buildUnitTests(context) {
  return context.project.yaml("unit_tests").flatMap(({ entry, path }) => {
    const versions = entry.versions?.include ?? [null];
    return versions.map((version) => buildUnitTest(context, { entry, path, version }));
  });
}

function buildUnitTest({ project, target, lookup }, { entry, path, version }) {
  const model = lookup.ref({ name: entry.model, version });
  const versions = entry.versions === undefined ? null : { include: entry.versions.include, exclude: null };
  const given = entry.given.map(({ input, rows }) => ({ input, rows, format: "dict", fixture: null }));
  const expect = { rows: entry.expect.rows, format: "dict", fixture: null };
  return {
    model: entry.model,
    given,
    expect,
    name: entry.name,
    resource_type: "unit_test",
    package_name: project.name,
    path: pathBelow(path),
    original_file_path: path,
    unique_id: `unit_test.${project.name}.${entry.model}.${entry.name}${version === null ? "" : `_v${version}`}`,
    fqn: [project.name, ...foldersOf(path), entry.model, entry.name],
    description: entry.description ?? "",
    overrides: null,
    depends_on: { macros: [], nodes: [model.uniqueId] },
    config: { tags: [], meta: {}, enabled: true, static_analysis: null },
    checksum: checksumOf(entry.model, versions, { given, expect }),
    schema: model.schema,
    created_at: createdAt(target),
    versions,
    version,
  };
}

/** dbt's `build_unit_test_checksum` (dbt-core: contracts/graph/nodes.py), over Python's `repr`. */
function checksumOf(model, versions, { given, expect }) {
  const which = versions === null ? null : dataclass("UnitTestNodeVersions", versions);
  const inputs = given.map((rows) => rowsObject("UnitTestInputFixture", rows));
  const output = rowsObject("UnitTestOutputFixture", expect);
  return sha256(`${model}-${repr(which)}-${repr(inputs)}-${repr(output)}-None`);
}

function rowsObject(name, rows) {
  return dataclass(name, { ...rows, format: enumMember("UnitTestFormat", "Dict", "dict") });
}
