import type { Feature } from "../../../support/jinja.ts";

export const LIST_FILTERS: readonly Feature[] = [
  [
    "join, with a separator and an attribute",
    "{{ [1, 2, 3] | join(', ') }} {{ [1, none] | join }} {{ [{'n': 'a'}, {'n': 'b'}] | join('|', attribute='n') }} {{ 'abc' | join('-') }}",
    "1, 2, 3 1None a|b a-b-c",
  ],
  [
    "map over a filter, with arguments",
    "{{ ['a', 'b'] | map('upper') | join(',') }} {{ ['a', 'b'] | map('replace', 'a', 'x') | list }}",
    "A,B ['x', 'b']",
  ],
  [
    "map over an attribute, also nested and with a default",
    "{{ [{'a': {'b': 1}}] | map(attribute='a.b') | list }} {{ [{'a': 1}, {}] | map(attribute='a', default=0) | list }} {{ [[1, 2]] | map(attribute=1) | list }}",
    "[1] [1, 0] [2]",
  ],
  [
    "select and reject",
    "{{ [0, 1, '', 'a'] | select | list }} {{ [1, 2, 3] | select('odd') | list }} {{ [1, 2, 3] | reject('odd') | list }} {{ [1, 2, 3] | select('gt', 1) | list }} {{ ['a', 'b'] | reject('in', ['a']) | list }} {{ ['a', none] | select('string') | list }}",
    "[1, 'a'] [1, 3] [2] [2, 3] ['b'] ['a']",
  ],
  [
    "selectattr and rejectattr",
    "{% set l = [{'n': 'a', 'x': 1}, {'n': 'b', 'x': none}] %}{{ l | selectattr('x') | map(attribute='n') | list }} {{ l | rejectattr('x') | map(attribute='n') | list }} {{ l | selectattr('n', 'equalto', 'b') | list }} {{ l | selectattr('n', '==', 'a') | list | length }} {{ l | rejectattr('n', 'in', ['a']) | map(attribute='n') | join }}",
    "['a'] ['b'] [{'n': 'b', 'x': None}] 1 b",
  ],
  [
    "a test on an attribute that is missing",
    "{{ [{'a': 1}, {}] | selectattr('a', 'defined') | list }}",
    "[{'a': 1}]",
  ],
  [
    "sort, without case unless asked",
    "{{ ['b', 'A', 'c'] | sort }} {{ ['b', 'A', 'c'] | sort(case_sensitive=true) }} {{ [3, 1, 2] | sort(reverse=true) }}",
    "['A', 'b', 'c'] ['A', 'b', 'c'] [3, 2, 1]",
  ],
  [
    "sort by attributes keeps the order of equals",
    "{% set l = [{'n': 'x', 'a': 2}, {'n': 'y', 'a': 1}, {'n': 'z', 'a': 2}] %}{{ l | sort(attribute='a') | map(attribute='n') | join }} {{ l | sort(attribute='a,n', reverse=true) | map(attribute='n') | join }}",
    "yxz zxy",
  ],
  [
    "unique keeps the first",
    "{{ ['a', 'B', 'b', 'a'] | unique | list }} {{ ['a', 'A'] | unique(case_sensitive=true) | list }} {{ [1, 1.0, 2] | unique | list }}",
    "['a', 'B'] ['a', 'A'] [1, 2]",
  ],
  [
    "groupby",
    "{% for g in [{'c': 'x', 'v': 1}, {'c': 'y', 'v': 2}, {'c': 'X', 'v': 3}] | groupby('c') %}{{ g.grouper }}:{{ g.list | map(attribute='v') | join(',') }};{% endfor %}",
    "x:1,3;y:2;",
  ],
  [
    "groupby unpacks and has defaults",
    "{% for k, v in [{'c': 2}, {'c': 1}, {}] | groupby('c', default=1) %}{{ k }}={{ v | length }};{% endfor %}",
    "1=2;2=1;",
  ],
  [
    "batch, filled up",
    "{{ [1, 2, 3, 4, 5] | batch(2) | list }} {{ [1, 2, 3] | batch(2, 'x') | list }}",
    "[[1, 2], [3, 4], [5]] [[1, 2], [3, 'x']]",
  ],
  [
    "slice into columns",
    "{{ [1, 2, 3, 4, 5] | slice(3) | list }} {{ [1, 2, 3, 4] | slice(3, 'x') | list }}",
    "[[1, 2], [3, 4], [5]] [[1, 2], [3, 'x'], [4, 'x']]",
  ],
  [
    "first and last, also of nothing",
    "{{ [1, 2] | first }} {{ [1, 2] | last }} [{{ [] | first }}] {{ 'abc' | last }} {{ {'a': 1} | first }}",
    "1 2 [] c a",
  ],
  ["length and count", "{{ [1, 2] | length }} {{ 'abc' | count }} {{ nothing | length }}", "2 3 0"],
  [
    "min, max and sum",
    "{{ [3, 1, 2] | min }} {{ [3, 1, 2] | max }} {{ [1, 2.5] | sum }} {{ ['b', 'A'] | min }} {{ [{'a': 1}, {'a': 3}] | sum(attribute='a') }} {{ [] | sum(start=5) }} {{ [{'a': 1}, {'a': 3}] | max(attribute='a') }}",
    "1 3 3.5 A 4 5 {'a': 3}",
  ],
  ["reverse", "{{ [1, 2] | reverse | list }} {{ 'abc' | reverse }}", "[2, 1] cba"],
  [
    "list of characters, dict and range",
    "{{ 'ab' | list }} {{ {'a': 1} | list }} {{ range(2) | list }}",
    "['a', 'b'] ['a'] [0, 1]",
  ],
  [
    "dictsort by key or value",
    "{{ {'b': 1, 'A': 2} | dictsort }} {{ {'a': 2, 'b': 1} | dictsort(by='value') }} {{ {'b': 1, 'A': 2} | dictsort(true) }} {{ {'a': 1, 'b': 2} | dictsort(reverse=true) }}",
    "[('A', 2), ('b', 1)] [('b', 1), ('a', 2)] [('A', 2), ('b', 1)] [('b', 2), ('a', 1)]",
  ],
  [
    "items of a mapping, or of nothing",
    "{{ {'a': 1} | items | list }} {{ nothing | items | list }}",
    "[('a', 1)] []",
  ],
  [
    "a generator is read once",
    "{% set g = [1, 2] | map('string') %}{{ g | list }} {{ g | list }}",
    "['1', '2'] []",
  ],
  [
    "attr does not look for items",
    "{{ {'a': 1} | attr('a') }}|{{ 'x' | attr('upper') is callable }}",
    "|True",
  ],
];
