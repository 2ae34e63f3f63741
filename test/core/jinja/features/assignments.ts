import type { Feature } from "../../../support/jinja.ts";

export const ASSIGNMENTS: readonly Feature[] = [
  ["a block of text", "{% set x %}a{{ 1 + 1 }}b{% endset %}[{{ x }}]{{ x is string }}", "[a2b]True"],
  ["a block through filters", "{% set x | upper | trim %} ab {% endset %}[{{ x }}]", "[AB]"],
  [
    "a block sees what is around it and keeps what it sets",
    "{% set y = 1 %}{% set x %}{% set y = 2 %}{{ y }}{% endset %}{{ x }}{{ y }}",
    "21",
  ],
  ["a filter block", "{% filter upper %}a{{ 'b' }}{% endfilter %}", "AB"],
  ["a filter block with several filters", "{% filter replace('a', 'b') | upper %}aa{% endfilter %}", "BB"],
  ["with keeps its names to itself", "{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}[{{ a }}]", "3[]"],
  [
    "the values of with see what is around it",
    "{% set a = 1 %}{% with a = 2, b = a %}{{ a }}{{ b }}{% endwith %}",
    "21",
  ],
  ["do evaluates and prints nothing", "{% set l = [] %}[{% do l.append(1) %}]{{ l }}", "[][1]"],
  [
    "a namespace from a dict and names",
    "{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}{% set ns.c = 3 %}{{ ns.c }}[{{ ns.d }}]",
    "123[]",
  ],
  ["a tuple on the right", "{% set x = 1, 2 %}{{ x }}", "(1, 2)"],
  [
    "cycler and joiner",
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }} {% set j = joiner('|') %}{% for i in [1, 2, 3] %}{{ j() }}{{ i }}{% endfor %}",
    "abab 1|2|3",
  ],
  [
    "a name may be that of a filter or a tag",
    "{% set list = [1] %}{% set if_x = 2 %}{{ list }}{{ if_x }}{{ [3] | list }}",
    "[1]2[3]",
  ],
];
