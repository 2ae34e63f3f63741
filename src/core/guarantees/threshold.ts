/**
 * Whether a test's `error_if` or `warn_if` now lets some number of failures pass that it stopped before.
 * The conditions are SQL after a count (dbt renders `count(*) <condition>`): `!= 0`, `>10`, `between 1 and 5`.
 * One that cannot be read is not judged: false.
 */
export function loosensThreshold(before: string, after: string): boolean {
  const base = parseCondition(before);
  const head = parseCondition(after);
  if (base === undefined || head === undefined) return false;
  const edges = [0, ...base.edges, ...head.edges].flatMap((edge) => [edge - 1, edge, edge + 1]);
  const counts = edges.map(Math.floor).filter((count) => count >= 0);
  return counts.some((count) => base.stops(count) && !head.stops(count));
}

interface Condition {
  /** Numbers at which the answer can turn. */
  readonly edges: readonly number[];
  readonly stops: (failures: number) => boolean;
}

const COMPARE: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  "=": (left, right) => left === right,
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<>": (left, right) => left !== right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
};

function parseCondition(text: string): Condition | undefined {
  const compared = /^\s*(==|=|!=|<>|>=|<=|>|<)\s*(\d+(?:\.\d+)?)\s*$/u.exec(text);
  const compare = COMPARE[compared?.[1] ?? ""];
  if (compare !== undefined) {
    const limit = Number(compared?.[2]);
    return { edges: [limit], stops: (failures) => compare(failures, limit) };
  }
  const between = /^\s*between\s+(\d+)\s+and\s+(\d+)\s*$/iu.exec(text);
  if (between === null) return undefined;
  const [low, high] = [Number(between[1]), Number(between[2])];
  return { edges: [low, high], stops: (failures) => failures >= low && failures <= high };
}
