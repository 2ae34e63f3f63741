import type { Feature } from "../../../support/jinja.ts";

export const DICTS: readonly Feature[] = [
  [
    "get, also with a default",
    "{% set d = {'a': 1} %}{{ d.get('a') }} {{ d.get('b') }} {{ d.get('b', 2) }}",
    "1 None 2",
  ],
  [
    "attribute and item",
    "{% set d = {'a': {'b': 1}} %}{{ d.a.b }} {{ d['a']['b'] }} {{ d.a['b'] }}",
    "1 1 1",
  ],
  [
    "a method wins over a key after a dot, a key in brackets",
    "{% set d = {'get': 5} %}{{ d['get'] }} {{ d.get('get') }}",
    "5 5",
  ],
  [
    "items, keys and values",
    "{% set d = {'a': 1, 'b': 2} %}{{ d.items() | list }} {{ d.keys() | list }} {{ d.values() | list }} {{ d.items() }} {{ d.keys() }} {{ d.values() }}",
    "[('a', 1), ('b', 2)] ['a', 'b'] [1, 2] dict_items([('a', 1), ('b', 2)]) dict_keys(['a', 'b']) dict_values([1, 2])",
  ],
  [
    "update, from a dict and by name",
    "{% set d = {'a': 1} %}{% do d.update({'b': 2}) %}{% do d.update(a=3) %}{{ d }}{{ d.update({'c': 1}) }}",
    "{'a': 3, 'b': 2}None",
  ],
  [
    "pop, popitem, setdefault and clear",
    "{% set d = {'a': 1, 'b': 2} %}{{ d.pop('a') }} {{ d.pop('x', 0) }} {{ d.setdefault('c', 3) }} {{ d.setdefault('b', 9) }} {{ d.popitem() }} {{ d }}{% do d.clear() %}{{ d }}",
    "1 0 3 2 ('c', 3) {'b': 2}{}",
  ],
  [
    "keys of any kind, and those that are the same",
    "{{ {1: 'a', 1.0: 'b', true: 'c', none: 'd', (1, 2): 'e'} }}",
    "{1: 'c', None: 'd', (1, 2): 'e'}",
  ],
  [
    "a dict walks through its keys",
    "{% for k in {'a': 1, 'b': 2} %}{{ k }}{% endfor %}{{ {'a': 1} | list }}",
    "ab['a']",
  ],
  ["pairs in a loop", "{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %}", "a=1;b=2;"],
  ["in asks for keys", "{{ 'a' in {'a': 1} }} {{ 1 in {'a': 1} }}", "True False"],
  [
    "dicts compare without order",
    "{{ {'a': 1, 'b': 2} == {'b': 2, 'a': 1} }} {{ {'a': 1} == {'a': 2} }}",
    "True False",
  ],
  [
    "dict() from names and pairs",
    "{{ dict(a=1, b=2) }} {{ dict([('x', 1)]) }} {{ dict({'a': 1}, b=2) }}",
    "{'a': 1, 'b': 2} {'x': 1} {'a': 1, 'b': 2}",
  ],
  [
    "a copy is not the same",
    "{% set d = {'a': 1} %}{% set e = d.copy() %}{% do e.update({'b': 1}) %}{{ d }} {{ e }}",
    "{'a': 1} {'a': 1, 'b': 1}",
  ],
  ["keys may be computed", "{% set k = 'x' %}{{ {k: 1, 'a' ~ k: 2} }}", "{'x': 1, 'ax': 2}"],
  ["length and truth", "{{ {'a': 1} | length }} {{ 'T' if {} else 'F' }}", "1 F"],
  [
    "keep the order of insertion",
    "{% set d = {} %}{% do d.update({'b': 1}) %}{% do d.update({'a': 1}) %}{% do d.update({'b': 2}) %}{{ d }}",
    "{'b': 2, 'a': 1}",
  ],
];
