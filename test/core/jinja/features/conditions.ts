import type { Feature } from "../../../support/jinja.ts";

export const CONDITIONS: readonly Feature[] = [
  [
    "if, elif and else",
    "{% for i in [1, 2, 3] %}{% if i == 1 %}a{% elif i == 2 %}b{% else %}c{% endif %}{% endfor %}",
    "abc",
  ],
  [
    "a colon may end the tag",
    "{% if true: %}a{% else: %}b{% endif %}{% for i in [1]: %}{{ i }}{% endfor %}",
    "a1",
  ],
  ["an inline if without else gives nothing", "[{{ 'a' if false }}]", "[]"],
  [
    "inline ifs nest",
    "{{ 'a' if false else 'b' if false else 'c' }} {{ ('a' if true else 'b') ~ 'x' }}",
    "c ax",
  ],
  ["an inline if binds looser than or", "{{ 1 or 2 if true else 3 }}", "1"],
  ["what a branch sets is seen after it", "{% if true %}{% set x = 1 %}{% endif %}{{ x }}", "1"],
  ["a condition may be a tuple", "{% if 0, %}yes{% endif %}", "yes"],
  ["only the branch that is taken runs", "{% if true %}a{% else %}{{ 1 // 0 }}{% endif %}", "a"],
  ["print outputs several values", "{% print 1, 'a' %}", "1a"],
];
