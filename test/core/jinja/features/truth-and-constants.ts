import type { Feature } from "../../../support/jinja.ts";

export const TRUTH_AND_CONSTANTS: readonly Feature[] = [
  [
    "None, True and False print as in Python",
    "{{ none }} {{ None }} {{ true }} {{ True }} {{ false }} {{ False }}",
    "None None True True False False",
  ],
  [
    "an empty string, zero and empty containers are false",
    "{% for x in ['', 0, 0.0, [], {}, (), none, false] %}{{ 'T' if x else 'F' }}{% endfor %}",
    "FFFFFFFF",
  ],
  [
    "what holds anything is true",
    "{% for x in ['a', 1, 0.1, [0], {'a': 1}, (0,), true] %}{{ 'T' if x else 'F' }}{% endfor %}",
    "TTTTTTT",
  ],
  [
    "an undefined name prints nothing and is false",
    "[{{ nothing }}]{% if nothing %}T{% else %}F{% endif %}",
    "[]F",
  ],
  [
    "an undefined name is walked through as empty",
    "{% for x in nothing %}x{% else %}empty{% endfor %}",
    "empty",
  ],
  ["undefined names are equal", "{{ one_thing == another }}", "True"],
  ["an undefined item of a list prints by its type", "{{ [nothing] }}", "[Undefined]"],
  ["a missing key prints nothing", "[{{ {'a': 1}.b }}][{{ {'a': 1}['b'] }}]", "[][]"],
  ["an index beyond the end prints nothing", "[{{ [1, 2][5] }}][{{ 'ab'[9] }}]", "[][]"],
  [
    "and and or give the operand that decided",
    "{{ 0 or 'x' }} {{ '' or none }} {{ 1 and 'y' }} {{ 0 and 'y' }} {{ [] or {} }}",
    "x None y 0 {}",
  ],
  ["not gives a bool", "{{ not 'x' }} {{ not '' }} {{ not not 1 }}", "False True True"],
  ["not binds looser than a test", "{{ not x is defined }}", "True"],
  ["or stops at the first true operand", "{{ 1 or (1 // 0) }}", "1"],
  ["a bool counts as a number", "{{ true + 1 }} {{ true == 1 }} {{ false * 3 }}", "2 True 0"],
];
