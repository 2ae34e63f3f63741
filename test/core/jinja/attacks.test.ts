import { describe, expect, test } from "vitest";
import { macroOf } from "../../../src/core/jinja/lazy-macro.ts";
import { functionOf } from "../../../src/core/jinja/values.ts";
import { namesOf, render } from "../../support/jinja.ts";

const STEPS = "The rendering takes more than 3000000 steps.";
const STRING = "A string would have more than 5000000 characters.";
const NESTING = "Blocks or expressions stand more than 100 levels deep in each other.";
const DEPTH = "Blocks, expressions or values stand more than 600 levels deep in each other.";
const CALLS = "Macros call each other more than 100 levels deep.";

const NAMES = namesOf({
  host: functionOf("host", () => null),
  again: macroOf("again", "{% macro again() %}{{ again() }}{% endmacro %}"),
  ping: macroOf("ping", "{% macro ping() %}{{ pong() }}{{ caller() }}{% endmacro %}"),
  pong: macroOf("pong", "{% macro pong() %}{% call ping() %}{{ ping() }}{% endcall %}{% endmacro %}"),
});

describe("a template that reaches for the machine", () => {
  test.each([
    [
      "{{ ''.constructor.constructor('return process.version')() }}",
      "'str object' has no attribute 'constructor'",
    ],
    [
      "{{ host.constructor('return process.version')() }}",
      "'function object' has no attribute 'constructor'",
    ],
    [
      "{{ range.constructor.constructor('return this')() }}",
      "'function object' has no attribute 'constructor'",
    ],
    ["{{ [].constructor.from('x') }}", "'list object' has no attribute 'constructor'"],
    ["{{ {}['__proto__']['toString']() }}", "'dict object' has no attribute '__proto__'"],
    ["{{ (1).toString.call() }}", "'int object' has no attribute 'toString'"],
    ["{{ ''.__class__.__mro__[1].__subclasses__() }}", "'str object' has no attribute '__class__'"],
    ["{{ '{0.__class__.__init__}'.format('') }}", "'str object' has no attribute '__class__'"],
    [
      "{% macro m() %}{% endmacro %}{{ m.constructor('x') }}",
      "'Macro object' has no attribute 'constructor'",
    ],
    [
      "{% for x in [1] %}{{ loop.constructor('x') }}{% endfor %}",
      "'LoopContext object' has no attribute 'constructor'",
    ],
    ["{{ process.exit() }}", "'process' is undefined"],
    ["{{ globalThis.fetch('x') }}", "'globalThis' is undefined"],
    ["{{ require('fs') }}", "'require' is undefined"],
    ["{{ 'a' | constructor }}", "No filter named 'constructor'."],
    ["{{ 'a' | toString }}", "No filter named 'toString'."],
    ["{{ 'a' is hasOwnProperty }}", "No test named 'hasOwnProperty'."],
    ["{{ ['a'] | map('__proto__') | list }}", "No filter named '__proto__'."],
  ])("%s is refused", (template, why) => {
    expect(render(template, NAMES)).toEqual({ why, line: 1 });
  });

  test.each([
    "{{ {}.__proto__ }}{{ {}.constructor }}{{ {}['prototype'] }}",
    "{{ 'a'.length }}{{ [].length }}{{ none.x }}{{ (1).constructor }}",
    "{{ {}.__proto__ is defined and 1 or '' }}",
    "{{ namespace().constructor }}{{ namespace()['__proto__'] }}",
    "{{ [{}] | map(attribute='__proto__') | join }}{{ [{}] | map(attribute='constructor.name') | join }}",
    "{{ {} | attr('__proto__') }}{{ 'a' | attr('constructor') }}",
    "{{ hasOwnProperty }}{{ __proto__ }}{{ constructor }}{{ toString }}",
  ])("%s finds nothing", (template) => {
    expect([render(template, NAMES)]).not.toContainEqual(expect.stringMatching(/function|object|native/i));
  });

  test("keys of dicts named like JavaScript's own are keys", () => {
    const template =
      "{% set d = {'__proto__': 1, 'constructor': 2} %}{{ d }}{{ d.__proto__ + d['constructor'] }}{{ 'toString' in d }}";

    expect(render(template)).toBe("{'__proto__': 1, 'constructor': 2}3False");
  });
});

describe("a template that never ends", () => {
  test.each([
    [
      "loops in loops",
      "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
      STEPS,
    ],
    [
      "a list that grows under its loop",
      "{% set l = [1] %}{% for i in l %}{% do l.append(i) %}{% endfor %}",
      STEPS,
    ],
    ["a loop that calls itself", "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", DEPTH],
    ["a macro that calls itself", "{{ again() }}", CALLS],
    ["macros that call each other", "{{ ping() }}", CALLS],
    [
      "a macro of the template that calls itself",
      "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
      CALLS,
    ],
    [
      "a call block in itself",
      "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}",
      CALLS,
    ],
    [
      "sorting again and again",
      "{% for i in range(100000) %}{% set x = range(100000) | sort %}{% endfor %}",
      STEPS,
    ],
    [
      "searching again and again",
      "{% set l = range(100000) | list %}{% for i in range(100000) %}{{ -1 in l }}{% endfor %}",
      STEPS,
    ],
    [
      "comparing long strings",
      "{% set a = 'a' * 4000000 %}{% set b = 'a' * 4000000 %}{% for i in range(100000) %}{{ a == b }}{% endfor %}",
      STEPS,
    ],
    [
      "looking into long strings",
      "{% set a = 'a' * 4000000 %}{% for i in range(100000) %}{{ a.find('b') }}{% endfor %}",
      STEPS,
    ],
    [
      "copying dicts",
      "{% set d = {} %}{% for i in range(100000) %}{% do d.update({i: i}) %}{% endfor %}{% for i in range(100000) %}{% set x = d.copy() %}{% endfor %}",
      STEPS,
    ],
    [
      "turning lists round",
      "{% set l = range(100000) | list %}{% for i in range(100000) %}{% do l.reverse() %}{% endfor %}",
      STEPS,
    ],
    [
      "long powers",
      "{% for i in range(100000) %}{% for j in range(100) %}{% set x = 3 ** 1200 %}{% endfor %}{% endfor %}",
      STEPS,
    ],
    [
      "numbers beyond floats, then a loop",
      "{{ ('' * 10 ** 400) ~ ([] * 10 ** 400) }}{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
      STEPS,
    ],
    [
      "widths below zero, then a loop",
      "{{ '%*d' % (-(10 ** 15), 1) }}{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
      STEPS,
    ],
    [
      "long keys",
      "{% set t = range(100000) | list %}{% for i in range(100000) %}{% set x = {(t | join, i): 1} %}{% endfor %}",
      "a tuple that is a key holds too much",
    ],
  ])("%s is stopped", (_what, template, why) => {
    expect(render(`\n${template}`, NAMES)).toEqual({ why, line: 2 });
  });
});

describe("a template that takes all memory", () => {
  test.each([
    [
      "a doubling string",
      "{% set ns = namespace(s='ab') %}{% for i in range(40) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
      STRING,
    ],
    [
      "a doubling sum",
      "{% set ns = namespace(s='ab') %}{% for i in range(40) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
      STRING,
    ],
    ["a repeated string", "{{ 'a' * 1000000000 }}", STRING],
    ["a repeated list", "{{ [1] * 1000000000 }}", STEPS],
    ["a long range", "{{ range(1000000000) }}", "A range has more than 100000 items."],
    ["a string repeated beyond floats", "{{ 'a' * 10 ** 400 }}", STRING],
    ["a list repeated beyond floats", "{{ [1] * 10 ** 400 }}", STEPS],
    ["a column wide beyond floats", "{{ 'a'.rjust(10 ** 400) }}", STRING],
    ["a center narrow beyond floats", "{{ 'a' | center(-(10 ** 400)) }}", STRING],
    ["a batch beyond floats", "{{ [] | batch(10 ** 400) | list }}", STRING],
    ["a deep indented JSON", "{{ [[[[1]]]] | tojson(indent=4000000) }}", STRING],
    ["a wide column", "{{ 'a'.rjust(1000000000) }}", STRING],
    ["a wide center", "{{ 'a' | center(1000000000) }}", STRING],
    ["a wide %d", "{{ '%1000000000d' % 1 }}", STRING],
    ["a precise %f", "{{ '%.1000000000f' % 1 }}", STRING],
    ["a wide format", "{{ '{:1000000000}'.format(1) }}", STRING],
    [
      "a precise format",
      "{{ '{:.1000000000f}'.format(1.5) }}",
      "A number would have more than 100 digits after its point.",
    ],
    [
      "many fields of a format",
      "{{ ('{0}' * 1000000).format('a' * 1000000) }}",
      "A text would have more than 5000000 characters.",
    ],
    [
      "many values of a format",
      "{{ ('%(a)s' * 900000) % {'a': 'a' * 1000000} }}",
      "A text would have more than 5000000 characters.",
    ],
    ["a long separator", "{{ range(100000) | join('x' * 1000000) }}", STRING],
    ["a long replacement", "{{ ('a' * 1000000).replace('a', 'b' * 1000000) }}", STRING],
    ["a deep indent", "{{ ('a\n' * 100000) | indent(100000) }}", STRING],
    ["an indented JSON", "{{ [[[[1]]]] | tojson(indent=1000000000) }}", STRING],
    ["a large power", "{{ 9 ** 99999999 }}", "An integer has more than 2048 bits."],
    [
      "squares of squares",
      "{% set ns = namespace(x=3) %}{% for i in range(60) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
      "An integer has more than 2048 bits.",
    ],
    [
      "many long strings",
      "{% set a = 'a' * 4000000 %}{% set l = [] %}{% for i in range(100000) %}{% do l.append(a.upper()) %}{% endfor %}",
      STEPS,
    ],
    [
      "many slices",
      "{% set a = 'a' * 4000000 %}{% set l = [] %}{% for i in range(100000) %}{% do l.append(a[1:]) %}{% endfor %}",
      STEPS,
    ],
    [
      "many parts",
      "{% set a = 'a,' * 2000000 %}{% set l = [] %}{% for i in range(100000) %}{% do l.append(a.split(',')) %}{% endfor %}",
      STEPS,
    ],
    ["many batches", "{{ [1] | batch(1000000000, 0) | list }}", STRING],
    [
      "a long text",
      "{% for i in range(100000) %}{{ 'x' * 1000 }}{% endfor %}",
      "A text would have more than 10000000 characters.",
    ],
  ])("%s is stopped", (_what, template, why) => {
    expect(render(`\n${template}`, NAMES)).toMatchObject({ why });
  });
});

describe("a template that breaks the stack", () => {
  const many = 20_000;

  test.each([
    ["parentheses", `{{ ${"(".repeat(many)}1${")".repeat(many)} }}`, NESTING],
    ["brackets", `{{ ${"[".repeat(many)}1${"]".repeat(many)} }}`, NESTING],
    ["braces", `{{ ${"{".repeat(many)} }}`, NESTING],
    ["subscripts in each other", `{{ ${"a[".repeat(many)} }}`, NESTING],
    ["calls in each other", `{{ ${"f(".repeat(many)} }}`, NESTING],
    ["negations", `{{ ${"not ".repeat(many)}1 }}`, NESTING],
    ["signs", `{{ ${"-".repeat(many)}1 }}`, NESTING],
    ["inline ifs", `{{ ${"1 if 0 else ".repeat(many)}1 }}`, NESTING],
    ["blocks", "{% if true %}".repeat(many), NESTING],
    ["targets", `{% set ${"(".repeat(many)}a = 1 %}`, NESTING],
    ["a long sum", `{{ 1${" + 1".repeat(many)} }}`, DEPTH],
    ["a long or", `{{ 0${" or 0".repeat(many)} }}`, DEPTH],
    ["a long path", `{{ x${".a".repeat(many)} }}`, DEPTH],
    ["many filters", `{{ 'a'${" | upper".repeat(many)} }}`, DEPTH],
    ["many calls", `{{ host${"()".repeat(many)} }}`, DEPTH],
    ["a list in itself, printed", "{% set l = [] %}{% do l.append(l) %}{{ l }}", DEPTH],
    ["a dict in itself, printed", "{% set d = {} %}{% do d.update(d=d) %}{{ d }}", DEPTH],
    [
      "lists in themselves, compared",
      "{% set l = [] %}{% do l.append(l) %}{% set k = [] %}{% do k.append(k) %}{{ l == k }}",
      DEPTH,
    ],
    [
      "dicts in themselves, compared",
      "{% set l = {} %}{% do l.update(x=l) %}{% set k = {} %}{% do k.update(x=k) %}{{ l == k }}",
      DEPTH,
    ],
    [
      "lists in themselves, ordered",
      "{% set l = [] %}{% do l.append(l) %}{% set k = [] %}{% do k.append(k) %}{{ l < k }}",
      DEPTH,
    ],
    ["a list in itself, as JSON", "{% set l = [] %}{% do l.append(l) %}{{ l | tojson }}", DEPTH],
    [
      "a deep list",
      "{% set ns = namespace(l=[]) %}{% for i in range(50000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l }}",
      DEPTH,
    ],
    [
      "a deep tuple as a key",
      "{% set ns = namespace(l=()) %}{% for i in range(50000) %}{% set ns.l = (ns.l,) %}{% endfor %}{{ {ns.l: 1} }}",
      "a tuple that is a key is nested too deep",
    ],
    ["a namespace in itself", "{% set ns = namespace() %}{% set ns.ns = ns %}{{ ns }}", DEPTH],
  ])("%s", (_what, template, why) => {
    expect(render(template, NAMES)).toEqual({ why, line: 1 });
  });

  test("long chains that need no stack are fine", () => {
    expect(render(`{{ 1${" ~ 1".repeat(many)} }}`)).toBe("1".repeat(many + 1));
    expect(render(`{{ 1${" < 2".repeat(many)} }}`)).toBe("False");
    expect(render(`{% if 0 %}${"{% elif 0 %}".repeat(many)}{% else %}end{% endif %}`)).toBe("end");
  });
});
