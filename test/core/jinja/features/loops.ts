import type { Feature } from "../../../support/jinja.ts";

export const LOOPS: readonly Feature[] = [
  [
    "else also runs when every round broke off",
    "{% for i in [1, 2] %}{{ i }}{% continue %}{% else %}e{% endfor %}{% for i in [1] %}{% break %}{% else %}e{% endfor %}",
    "12ee",
  ],
  [
    "no else when one round ended",
    "{% for i in [1, 2] %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% else %}e{% endfor %}",
    "12",
  ],
  [
    "loop variables",
    "{% for i in ['a', 'b', 'c'] %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }} {% endfor %}",
    "1032TrueFalse3 2121FalseFalse3 3210FalseTrue3 ",
  ],
  [
    "previtem and nextitem",
    "{% for i in [1, 2, 3] %}{{ loop.previtem }}<{{ i }}>{{ loop.nextitem }} {% endfor %}",
    "<1>2 1<2>3 2<3> ",
  ],
  [
    "cycle and changed",
    "{% for i in [1, 1, 2] %}{{ loop.cycle('a', 'b') }}{{ loop.changed(i) }} {% endfor %}",
    "aTrue bFalse aTrue ",
  ],
  ["else when there is nothing", "{% for i in [] %}x{% else %}none{% endfor %}", "none"],
  [
    "a filter in the loop, seen by the loop variables",
    "{% for i in range(6) if i is odd %}{{ i }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}",
    "1/3,3/3,5/3",
  ],
  [
    "a filter that leaves nothing goes to else",
    "{% for i in [1] if i > 5 %}x{% else %}none{% endfor %}",
    "none",
  ],
  [
    "what a loop sets is gone after it",
    "{% set x = 0 %}{% for i in [1, 2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}",
    "120",
  ],
  [
    "a namespace keeps what a loop sets",
    "{% set ns = namespace(x=0) %}{% for i in [1, 2, 3] %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}",
    "6",
  ],
  ["the variable of a loop is gone after it", "{% for i in [1] %}{% endfor %}[{{ i }}]", "[]"],
  [
    "loops in loops",
    "{% for i in [1, 2] %}{% set outer = loop %}{% for j in ['a', 'b'] %}{{ outer.index }}{{ loop.index }}{{ j }} {% endfor %}{% endfor %}",
    "11a 12b 21a 22b ",
  ],
  ["pairs with numbers", "{% for a, b in [(1, 2), [3, 4]] %}{{ a + b }} {% endfor %}", "3 7 "],
  [
    "break and continue",
    "{% for i in range(10) %}{% if i == 1 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}",
    "023",
  ],
  [
    "a recursive loop",
    "{% for n in [{'v': 1, 'c': [{'v': 2, 'c': []}]}] recursive %}{{ n.v }}@{{ loop.depth }}[{{ loop(n.c) }}]{% endfor %}",
    "1@1[2@2[]]",
  ],
  [
    "over a string and a range",
    "{% for c in 'ab' %}{{ c }}.{% endfor %}{% for i in range(3, 0, -1) %}{{ i }}{% endfor %}",
    "a.b.321",
  ],
  ["over a tuple without parentheses", "{% for i in 1, 2, 3 %}{{ i }}{% endfor %}", "123"],
  [
    "a list that grows while it is walked through",
    "{% set l = [1, 2] %}{% for i in l %}{{ i }}{% if i < 4 %}{% do l.append(i + 2) %}{% endif %}{% endfor %}",
    "12345",
  ],
  [
    "commas between columns",
    "{% for c in ['a', 'b'] %}{{ c }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "a, b",
  ],
];
