import { table } from "../corpus-sql/statements.mjs";

const TARGETS = [
  { name: "98 % rendered", least: 98, of: rendered },
  { name: "the same columns on 96 %", least: 96, of: columns },
  {
    name: "the same text on 85 % of ordinary models",
    least: 85,
    of: (rows) => texts(rows.filter((row) => row.ordinary)),
  },
  { name: "the right columns on 99 % of what has no taint", least: 99, of: untainted },
  { name: "the same lineage of 95 % of the compiled columns", least: 95, of: lineage },
];

/** Prints the shares by adapter and over all, and with details each model that differs. */
export function printRows(rows, { details }) {
  const adapters = [...new Set(rows.map(({ adapter }) => adapter))].toSorted(byText);
  const lines = [
    ...adapters.map((adapter) => [adapter, rows.filter((row) => row.adapter === adapter)]),
    ["all", rows],
  ];
  console.log(
    table([
      [
        "adapter",
        "models",
        "rendered",
        "same columns",
        "same text",
        "ordinary",
        "untainted",
        "right of them",
        "lineage",
      ],
      ...lines.map(([name, own]) => [
        name,
        own.length,
        ...[
          rendered,
          columns,
          texts,
          (all) => texts(all.filter((row) => row.ordinary)),
          tainted,
          untainted,
          lineage,
        ].map((share) => write(share(own))),
      ]),
    ]).join("\n"),
  );
  const only = rows.filter((row) => row.byIncremental).length;
  const onlyColumns = rows.filter((row) => row.columnsByIncremental).length;
  console.log(
    `matched only by the other branch of is_incremental(): ${only} texts, ${onlyColumns} more lists of columns`,
  );
  const total = rows.reduce((sum, row) => sum + row.lineage.all, 0);
  const common = rows.reduce((sum, row) => sum + row.lineage.common, 0);
  const { part } = lineage(rows);
  console.log(
    `columns that the compiled text alone names: ${total - common} of ${total}; the same lineage of the others: ${write({ part, whole: common })}`,
  );
  const [told, others] = [rows.filter(isTold), rows.filter((row) => !isTold(row))];
  console.log(
    `models with the rows of a query told by catalog, tests or documentation: ${told.length}, the same lineage of ${ofWhole(lineage(told))} columns; of all others: ${ofWhole(lineage(others))}`,
  );
  console.log(
    `one of the two texts could not be read: ${rows.filter((row) => row.failed === null && row.sameColumns === null).length}`,
  );
  if (details) for (const row of rows) printDetails(row);
}

function byText(left, right) {
  return left < right ? -1 : 1;
}

function printDetails({ manifest, id, failed, unknowns, sameColumns, sameText, lineage }) {
  if (sameText && lineage.same === lineage.all) return;
  const what =
    failed ?? (sameColumns === true ? "other text" : sameColumns === null ? "not read" : "OTHER COLUMNS");
  const traced =
    lineage.same === lineage.all ? "" : ` (lineage of ${lineage.same} of ${lineage.all} columns)`;
  console.log(
    `  ${manifest} ${id}: ${what}${traced}${unknowns.length === 0 ? "" : ` [${unknowns.join("; ")}]`}`,
  );
}

/** The targets that were missed. */
export function verdictOf(rows) {
  return TARGETS.flatMap(({ name, least, of }) => {
    const { part, whole } = of(rows);
    return whole > 0 && (part / whole) * 100 < least ? [name] : [];
  });
}

function rendered(rows) {
  return { part: rows.filter(({ failed }) => failed === null).length, whole: rows.length };
}

/** Of the models that were rendered and of which both texts could be read. */
function columns(rows) {
  const read = rows.filter(({ sameColumns }) => sameColumns !== null);
  return { part: read.filter(({ sameColumns }) => sameColumns).length, whole: read.length };
}

function texts(rows) {
  return { part: rows.filter(({ sameText }) => sameText).length, whole: rows.length };
}

function tainted(rows) {
  const all = rows.filter(({ failed }) => failed === null);
  return { part: all.filter(({ unknowns }) => unknowns.length === 0).length, whole: all.length };
}

function untainted(rows) {
  return columns(rows.filter(({ unknowns }) => unknowns.length === 0));
}

function lineage(rows) {
  const sum = (of) => rows.reduce((total, row) => total + of(row.lineage), 0);
  return { part: sum(({ same }) => same), whole: sum(({ all }) => all) };
}

/** The catalog of the same side is one of a `dbt docs generate`: a parse alone has it where somebody keeps it. */
function isTold({ unknowns }) {
  return unknowns.some((reason) => reason.includes("(rows taken from "));
}

function ofWhole({ part, whole }) {
  return `${part} of ${whole}`;
}

function write({ part, whole }) {
  return whole === 0 ? "-" : `${((part / whole) * 100).toFixed(1)} %`;
}
