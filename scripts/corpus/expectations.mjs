/** Words in a pair's description after which a review must find nothing. */
const SILENT =
  /formatting|white.?space|comment|line ends|^nothing|\bnoop\b|file moved|macro file|reordered|refactor only|yaml refactor/iu;
const PACKAGES = /package upgrade only|package.only/iu;

/**
 * How much a pair may find: "nothing", "one note" for a package upgrade, or "anything".
 * @param {import("./pairs.mjs").Pair} pair
 */
export function allowanceOf({ name, meta }) {
  const families = [meta.family, ...(Array.isArray(meta.families) ? meta.families : [])].filter(Boolean);
  const about = [name, meta.summary, ...families].join(" | ");
  if (PACKAGES.test(about)) return "one note";
  return [name.replaceAll("-", " "), ...families, meta.summary ?? ""].some((text) => SILENT.test(text))
    ? "nothing"
    : "anything";
}

/**
 * The models whose contract dbt says is broken.
 * @param {NonNullable<import("./pairs.mjs").Pair["oracle"]>} oracle
 */
export function brokenContracts({ cli }) {
  const broken = new Set();
  for (const { name, msg } of cli.warnings) {
    if (name === "UnversionedBreakingChange") add(broken, /unversioned model (\S+)/u.exec(msg));
  }
  if (cli.error?.type?.includes("ContractBreakingChange") === true) {
    add(broken, /model (\S+)/u.exec(cli.error.text ?? cli.error.msg ?? ""));
  }
  return broken;
}

function add(names, match) {
  if (match?.[1] !== undefined) names.add(match[1].replaceAll(/["'`(),.:]/gu, ""));
}
