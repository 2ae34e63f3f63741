/** Numbers that look random and are the same each time (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = (below: number) => number;

const NAMES = [
  "a",
  "a",
  "l",
  "l",
  "d",
  "ns",
  "m",
  "unknown",
  "host",
  "host",
  "missing",
  "range",
  "loop",
  "kwargs",
];
const LITERALS = [
  "0",
  "1",
  "-7",
  "2.5",
  "'x'",
  "'a,b'",
  '"it\'s"',
  "''",
  "none",
  "true",
  "false",
  "[]",
  "{}",
  "()",
  "1e20",
  "'%s|%d'",
  "'{}{0}'",
];
const BINARY = [
  "+",
  "-",
  "*",
  "/",
  "//",
  "%",
  "**",
  "~",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "not in",
  "and",
  "or",
];
const FILTERS =
  "abs attr batch capitalize center count d default dictsort e first float format groupby indent int items join last length list lower map max min random reject rejectattr replace reverse round safe select selectattr slice sort string sum title tojson trim truncate unique upper wordcount nope constructor".split(
    " ",
  );
const TESTS =
  "defined undefined none string number mapping iterable sequence callable odd even true false boolean integer float upper lower nope".split(
    " ",
  );
const METHODS =
  "append extend pop insert remove index count sort reverse clear copy get items keys values update setdefault popitem upper lower strip split rsplit join replace format find startswith endswith title zfill center ljust splitlines partition isdigit __class__ constructor toString then".split(
    " ",
  );
const WORDS = [
  "{{",
  "}}",
  "{%",
  "%}",
  "{#",
  "#}",
  "-%}",
  "{%-",
  "if",
  "else",
  "elif",
  "endif",
  "for",
  "endfor",
  "in",
  "set",
  "endset",
  "macro",
  "endmacro",
  "call",
  "endcall",
  "raw",
  "endraw",
  "is",
  "not",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "|",
  ".",
  ",",
  ":",
  "=",
  "'",
  '"',
  "\\",
  "\n",
  " ",
  "é",
  "\0",
  "x",
  "1",
  "~",
  "*",
  "**",
];

/** Names that most templates may use. */
const PRELUDE = "{% set a = 1 %}{% set l = [1, 2, 'x'] %}{% set d = {'a': 1} %}{% set ns = namespace(a=1) %}";

/** A template that mostly parses: statements and expressions put together at random. */
export function templateOf(random: Random): string {
  return (
    PRELUDE +
    Array.from({ length: 1 + random(3) }, () => statement(random, 1 + random(2))).join(
      pick(random, ["", " ", "\n", "text"]),
    )
  );
}

/** A text of tokens in no order. */
export function soupOf(random: Random): string {
  return Array.from({ length: 1 + random(40) }, () => pick(random, [...WORDS, ...NAMES, ...LITERALS])).join(
    pick(random, ["", " "]),
  );
}

/** A template with a piece cut out, doubled or moved. */
export function brokenOf(random: Random): string {
  const template = templateOf(random);
  const [start, end] = [random(template.length + 1), random(template.length + 1)];
  const piece = template.slice(Math.min(start, end), Math.max(start, end));
  return pick(random, [
    template.replace(piece, ""),
    template + piece,
    template.slice(0, start) + piece + template.slice(start),
  ]);
}

function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[random(choices.length)];
  if (choice === undefined) throw new Error("nothing to choose from");
  return choice;
}

function statement(random: Random, depth: number): string {
  const e = (): string => expression(random, depth);
  if (depth === 0) return `{{ ${e()} }}`;
  const inner = (): string => statement(random, depth - 1);
  return pick(random, [
    () => `{{ ${e()} }}`,
    () => `{{- ${e()} -}}`,
    () => `{% do ${e()} %}`,
    () => `{% if ${e()} %}${inner()}{% elif ${e()} %}${inner()}{% else %}${inner()}{% endif %}`,
    () =>
      `{% for ${pick(random, ["a", "a, b", "l"])} in ${e()} %}${inner()}${pick(random, ["", "{% break %}", "{% continue %}"])}{% else %}${inner()}{% endfor %}`,
    () => `{% for a in ${e()} if ${e()} recursive %}${inner()}{{ loop(a) }}{% endfor %}`,
    () => `{% set ${pick(random, ["a", "l", "d", "a, b", "ns.a"])} = ${e()} %}`,
    () => `{% set a | ${pick(random, FILTERS)} %}${inner()}{% endset %}`,
    () => `{% set ns = namespace(a=${e()}) %}{% set ns.b = ${e()} %}`,
    () =>
      `{% macro m(a, b=${e()}) %}${inner()}${pick(random, ["", "{{ return(a) }}", "{{ caller() }}", "{{ varargs }}{{ kwargs }}"])}{% endmacro %}`,
    () => `{% call(a) m(${e()}) %}${inner()}{% endcall %}`,
    () => `{% filter ${pick(random, FILTERS)} %}${inner()}{% endfilter %}`,
    () => `{% with a = ${e()} %}${inner()}{% endwith %}`,
    () => `{% raw %}${inner()}{% endraw %}{# ${inner()} #}`,
  ])();
}

function expression(random: Random, depth: number): string {
  if (depth <= 0) return pick(random, [pick(random, NAMES), pick(random, LITERALS)]);
  const e = (): string => expression(random, depth - 1);
  return pick(random, [
    () => pick(random, NAMES),
    () => pick(random, LITERALS),
    () => `(${e()} ${pick(random, BINARY)} ${e()})`,
    () => `${pick(random, ["not ", "-", "+"])}${e()}`,
    () => `${e()} if ${e()} else ${e()}`,
    () =>
      `${e()} | ${pick(random, FILTERS)}${pick(random, ["", `(${e()})`, `(${e()}, ${e()})`, "(attribute='a')"])}`,
    () => `${e()} is ${pick(random, ["", "not "])}${pick(random, TESTS)}`,
    () => `(${e()}).${pick(random, METHODS)}`,
    () =>
      `(${e()}).${pick(random, METHODS)}(${pick(random, ["", e(), `${e()}, ${e()}`, `*${e()}`, `**${e()}`])})`,
    () => `(${e()})[${pick(random, [e(), ":", `${e()}:${e()}`, "::-1", `:${e()}`])}]`,
    () => `[${e()}, ${e()}]`,
    () => `(${e()}, ${e()})`,
    () => `{${e()}: ${e()}, 'a': ${e()}}`,
    () => `${pick(random, NAMES)}(${pick(random, ["", e(), `a=${e()}`])})`,
  ])();
}
