import type { Feature } from "../../../support/jinja.ts";

export const TESTS: readonly Feature[] = [
  [
    "odd and even of floats",
    "{{ 3.0 is odd }} {{ 2.5 is even }} {{ 6.0 is divisibleby 3 }}",
    "True False True",
  ],
  [
    "defined and undefined",
    "{{ x is defined }} {{ x is undefined }} {% set x = none %}{{ x is defined }} {{ {'a': 1}.a is defined }} {{ {'a': 1}.b is defined }}",
    "False True True True False",
  ],
  [
    "none, true, false and boolean",
    "{{ none is none }} {{ 0 is none }} {{ x is none }} {{ true is true }} {{ 1 is true }} {{ false is false }} {{ true is boolean }} {{ 'a' is not none }}",
    "True False False True False True True True",
  ],
  [
    "string, mapping, iterable and sequence",
    "{% for v in ['a', {}, [], (1,), 1, none, range(2)] %}{{ v is string }},{{ v is mapping }},{{ v is iterable }},{{ v is sequence }};{% endfor %}",
    "True,False,True,True;False,True,True,True;False,False,True,True;False,False,True,True;False,False,False,False;False,False,False,False;False,False,True,True;",
  ],
  ["lower and upper", "{{ 'ab' is lower }} {{ 'AB' is upper }} {{ 'Ab' is lower }}", "True True False"],
  [
    "in, sameas and comparisons",
    "{{ 1 is in [1, 2] }} {{ 1 is eq 1 }} {{ 2 is gt 1 }} {{ 2 is lessthan 3 }} {{ none is sameas none }} {{ 1 is ne 2 }} {{ 2 is ge 2 }}",
    "True True True True True True True",
  ],
  [
    "callable",
    "{% macro m() %}{% endmacro %}{{ m is callable }} {{ 1 is callable }} {{ range is callable }}",
    "True False True",
  ],
  [
    "filter and test ask what there is",
    "{{ 'upper' is filter }} {{ 'nope' is filter }} {{ 'odd' is test }} {{ 'nope' is test }}",
    "True False True False",
  ],
  [
    "a test ends before and, or and else",
    "{{ 1 is defined and 2 is defined }} {{ 'a' if x is defined else 'b' }} {{ x is defined or 1 is odd }}",
    "True b True",
  ],
  [
    "a test on a negated condition",
    "{% if not x is defined and not none is not none %}yes{% endif %}",
    "yes",
  ],
];
