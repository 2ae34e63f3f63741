import type { Feature } from "../../../support/jinja.ts";

export const MACROS: readonly Feature[] = [
  [
    "with defaults",
    "{% macro m(a, b='y', c=none) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }} {{ m(1, 2) }} {{ m(b=3, a=4, c=5) }}",
    "1yNone 12None 435",
  ],
  [
    "a default may name what stands before it",
    "{% macro m(a, b=a ~ '!') %}{{ b }}{% endmacro %}{{ m('x') }}",
    "x!",
  ],
  [
    "an argument that was not given is undefined",
    "{% macro m(a) %}[{{ a }}]{{ a is defined }}{% endmacro %}{{ m() }}",
    "[]False",
  ],
  [
    "varargs and kwargs",
    "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, x=4) }}",
    "1(2, 3){'x': 4}",
  ],
  [
    "arguments from a list and a dict",
    "{% macro m(a, b, c) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(*[1, 2], **{'c': 3}) }}",
    "123",
  ],
  [
    "the text is a string",
    "{% macro m() %} x {% endmacro %}{{ m() | trim }}{{ m() is string }}{{ m() | length }}",
    "xTrue3",
  ],
  ["a call block", "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}in{% endcall %}", "<in>"],
  [
    "a call block with parameters",
    "{% macro m(l) %}{% for i in l %}{{ caller(i, loop.index) }}{% endfor %}{% endmacro %}{% call(x, n=0) m(['a', 'b']) %}{{ n }}{{ x }};{% endcall %}",
    "1a;2b;",
  ],
  [
    "a call block sees what is around it",
    "{% set y = 5 %}{% macro m() %}{% set y = 6 %}{{ caller() }}{% endmacro %}{% call m() %}{{ y }}{% endcall %}",
    "5",
  ],
  [
    "caller may be left out when it is asked for",
    "{% macro m() %}{% if caller %}{{ caller() }}{% else %}alone{% endif %}{% endmacro %}{{ m() }}{% call m() %}x{% endcall %}",
    "alonex",
  ],
  [
    "macros call macros",
    "{% macro a(x) %}[{{ x }}]{% endmacro %}{% macro b(x) %}{{ a(x) ~ a(x) }}{% endmacro %}{{ b(1) }}",
    "[1][1]",
  ],
  [
    "recursion",
    "{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}",
    "3210",
  ],
  [
    "a macro keeps what it sets",
    "{% set x = 1 %}{% macro m() %}{% set x = 2 %}{{ x }}{% endmacro %}{{ m() }}{{ x }}",
    "21",
  ],
  [
    "a macro as a value",
    "{% macro m(x) %}<{{ x }}>{% endmacro %}{% set f = m %}{{ f(1) }}{{ {'k': m}['k'](2) }}{{ m.name }}",
    "<1><2>m",
  ],
  [
    "a macro changes a list that it is given",
    "{% macro add(l) %}{% do l.append(1) %}{% endmacro %}{% set l = [] %}{{ add(l) }}{{ l }}",
    "[1]",
  ],
  [
    "a macro in a macro",
    "{% macro o() %}{% macro i() %}x{% endmacro %}{{ i() }}{% endmacro %}{{ o() }}",
    "x",
  ],
];
