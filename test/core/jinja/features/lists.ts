import type { Feature } from "../../../support/jinja.ts";

export const LISTS: readonly Feature[] = [
  [
    "what cannot be sliced gives nothing",
    "[{{ 5[1:] }}][{{ none[:2] }}][{{ {}[:1] }}][{{ [1]['a':] }}]",
    "[][][][]",
  ],
  [
    "literals with a comma at the end",
    "{{ [1, 2,] }} {{ (1, 2,) }} {{ {'a': 1,} }}",
    "[1, 2] (1, 2) {'a': 1}",
  ],
  [
    "append, extend, insert, remove and pop change it",
    "{% set l = [1] %}{% do l.append(2) %}{% do l.extend([3, 4]) %}{% do l.insert(0, 0) %}{% do l.remove(3) %}{{ l }} {{ l.pop() }} {{ l.pop(0) }} {{ l }}",
    "[0, 1, 2, 4] 4 0 [1, 2]",
  ],
  ["what changes a list gives None", "{% set l = [] %}{{ l.append(1) }}", "None"],
  ["an underscore takes what is not wanted", "{% set l = [] %}{% set _ = l.append(1) %}{{ l }}", "[1]"],
  [
    "a list is shared, not copied",
    "{% set a = [] %}{% set b = a %}{% do b.append(1) %}{{ a }} {% set c = a.copy() %}{% do c.append(2) %}{{ a }}",
    "[1] [1]",
  ],
  [
    "changes from inside of a loop stay",
    "{% set l = [] %}{% for i in range(3) %}{% do l.append(i) %}{% endfor %}{{ l }}",
    "[0, 1, 2]",
  ],
  [
    "index, count, reverse, sort and clear",
    "{% set l = [3, 1, 3] %}{{ l.index(3) }} {{ l.count(3) }} {% do l.sort() %}{{ l }} {% do l.reverse() %}{{ l }} {% do l.sort(reverse=true) %}{{ l }}{% do l.clear() %}{{ l }}",
    "0 2 [1, 3, 3] [3, 3, 1] [3, 3, 1][]",
  ],
  [
    "slices of lists and tuples",
    "{{ [1, 2, 3, 4][1:3] }} {{ [1, 2, 3][::-1] }} {{ (1, 2, 3)[:2] }} {{ [1, 2, 3][-2:] }} {{ [1, 2, 3][5:] }} {{ range(10)[2:8:3] | list }}",
    "[2, 3] [3, 2, 1] (1, 2) [2, 3] [] [2, 5]",
  ],
  ["+ and * of lists", "{{ [1] + [2] }} {{ [0] * 3 }} {{ (1,) + (2,) }}", "[1, 2] [0, 0, 0] (1, 2)"],
  [
    "lists compare item by item",
    "{{ [1, 2] == [1, 2] }} {{ [1, 2] < [1, 3] }} {{ [1] != [1.0] }} {{ (1, 2) == [1, 2] }} {{ [2] > [1, 9] }}",
    "True True False False True",
  ],
  [
    "in compares values",
    "{{ 1 in [1, 2] }} {{ 'a' not in ['b'] }} {{ 1.0 in [1] }} {{ [1] in [[1]] }}",
    "True True True True",
  ],
  [
    "range",
    "{{ range(3) | list }} {{ range(1, 4) | list }} {{ range(5, 0, -2) | list }} {{ range(3) }} {{ 2 in range(3) }} {{ range(4) | length }} {{ range(3)[1] }}",
    "[0, 1, 2] [1, 2, 3] [5, 3, 1] range(0, 3) True 4 1",
  ],
  ["negative indexes", "{{ [1, 2, 3][-1] }} {{ (1, 2)[-2] }}", "3 1"],
  [
    "tuple assignment",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set (c, d) = [3, 4] %}{{ c }}{{ d }}{% set a, b = b, a %}{{ a }}{{ b }}",
    "123421",
  ],
  ["nested unpacking", "{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}", "123"],
];
