import type { Feature } from "../../../support/jinja.ts";

export const WHITESPACE: readonly Feature[] = [
  ["no trimming by itself", "a\n{% if true %}\nb\n{% endif %}\nc", "a\n\nb\n\nc"],
  ["a minus takes the space on its side", "a \n {%- if true -%} \n b \n {%- endif -%} \n c", "abc"],
  ["a minus in outputs", "a  {{- 'b' -}}  c", "abc"],
  ["a minus in comments", "a  {#- x -#}  b", "ab"],
  ["a plus changes nothing", "a {%+ if true +%} b {% endif %}", "a  b "],
  ["the last line end is dropped, and only that one", "a\n\n", "a\n"],
  ["line ends become \\n", "a\r\nb\rc\r\n", "a\nb\nc"],
  ["comments leave nothing", "a{# {{ x }} {% if %} #}b", "ab"],
  ["raw leaves everything", "{% raw %}{{ x }} {% if %} {# c #}{% endraw %}", "{{ x }} {% if %} {# c #}"],
  ["raw with minus", "a {%- raw -%} {{ x }} {%- endraw -%} b", "a{{ x }}b"],
  ["two comments and space between them", "a {#- x -#} {#- y -#} b", "ab"],
  ["delimiters in strings", "{{ '}}' }}{{ '%}' }}{{ '{{' }}", "}}%}{{"],
  ["a dict in an output", "{{ {'a': {'b': 1}} }}", "{'a': {'b': 1}}"],
  ["percent signs and single braces are text", "a % b { c } %} }} d", "a % b { c } %} }} d"],
  ["spaces and line ends in tags", "{%\n  set x =\n 1\n%}{{\n x\n}}", "1"],
  ["an empty template", "", ""],
  ["only a line end", "\n", ""],
  ["a tag at each end", "{% set x = 1 %}{{ x }}{% set y = 2 %}", "1"],
];
