import type { Feature } from "../../../support/jinja.ts";

export const STRINGS: readonly Feature[] = [
  [
    "either quote, with Python's escapes",
    "{{ 'a\\tb' }}|{{ \"c\\\"d\" }}|{{ 'e\\'f' }}|{{ 'g\\\\h' }}|{{ '\\x41\\u00e9\\101' }}",
    "a\tb|c\"d|e'f|g\\h|AéA",
  ],
  ["an unknown escape stays as written", "{{ '\\d+\\s' }}", "\\d+\\s"],
  ["strings that follow each other are one", "{{ 'a' 'b' \"c\" }}", "abc"],
  ["a string may span lines", "{{ 'a\nb' }}", "a\nb"],
  ["~ joins anything as text", "{{ 1 ~ 'a' ~ none ~ 1.0 ~ [1, 'x'] }}", "1aNone1.0[1, 'x']"],
  [
    "+ joins strings, * repeats them",
    "{{ 'a' + 'b' }} {{ 'ab' * 3 }} {{ 3 * '-' }} {{ 'a' * 0 }}|",
    "ab ababab --- |",
  ],
  ["in looks for a part", "{{ 'b' in 'abc' }} {{ 'x' not in 'abc' }} {{ '' in 'abc' }}", "True True True"],
  [
    "strings compare by characters",
    "{{ 'a' < 'b' }} {{ 'Z' < 'a' }} {{ 'a' < 'ab' }} {{ 'a' == 'a' }} {{ '1' == 1 }}",
    "True True True True False",
  ],
  ["indexes count from both ends", "{{ 'abc'[0] }}{{ 'abc'[-1] }}{{ 'abc'.1 }}", "acb"],
  [
    "slices with steps",
    "{{ 'abcdef'[1:4] }} {{ 'abcdef'[:2] }} {{ 'abcdef'[-2:] }} {{ 'abcdef'[::-1] }} {{ 'abcdef'[::2] }} {{ 'abcdef'[4:1:-1] }} {{ 'abcdef'[:] }}",
    "bcd ab ef fedcba ace edc abcdef",
  ],
  [
    "upper, lower, capitalize, title, swapcase",
    "{{ 'aBc dEf'.upper() }} {{ 'aBc'.lower() }} {{ 'aBC dEF'.capitalize() }} {{ \"it's a-b c\".title() }} {{ 'aBc'.swapcase() }}",
    "ABC DEF abc Abc def It'S A-B C AbC",
  ],
  [
    "strip takes white space or characters",
    "[{{ ' a '.strip() }}][{{ 'xxaxx'.strip('x') }}][{{ ' a '.lstrip() }}][{{ ' a '.rstrip() }}][{{ 'abcba'.strip('ab') }}]",
    "[a][a][a ][ a][c]",
  ],
  [
    "split at a separator, at spaces, and from the end",
    "{{ 'a,b,c'.split(',') }} {{ ' a  b '.split() }} {{ 'a,b,c'.split(',', 1) }} {{ 'a,b,c'.rsplit(',', 1) }} {{ ''.split(',') }} {{ ''.split() }} {{ 'a b c'.split(None, 1) }} {{ 'a b c'.split(maxsplit=1) }}",
    "['a', 'b', 'c'] ['a', 'b'] ['a', 'b,c'] ['a,b', 'c'] [''] [] ['a', 'b c'] ['a', 'b c']",
  ],
  [
    "splitlines",
    "{{ 'a\\nb\\r\\nc\\n'.splitlines() }} {{ 'a\\nb'.splitlines(true) }}",
    "['a', 'b', 'c'] ['a\\n', 'b']",
  ],
  [
    "replace, also of nothing, and counted",
    "{{ 'aaa'.replace('a', 'b') }} {{ 'aaa'.replace('a', 'b', 2) }} {{ 'ab'.replace('', '-') }} {{ 'a'.replace('', 'b') }}",
    "bbb bba -a-b- bab",
  ],
  [
    "startswith and endswith, also one of several",
    "{{ 'abc'.startswith('ab') }} {{ 'abc'.endswith('b') }} {{ 'abc'.startswith(('x', 'a')) }} {{ 'abc'.startswith('b', 1) }}",
    "True False True True",
  ],
  [
    "find, index, rfind and count",
    "{{ 'banana'.find('an') }} {{ 'banana'.rfind('an') }} {{ 'banana'.find('x') }} {{ 'banana'.index('n') }} {{ 'banana'.count('a') }} {{ 'banana'.count('a', 2) }} {{ 'abc'.count('') }}",
    "1 3 -1 2 3 2 4",
  ],
  [
    "join wants strings",
    "{{ ', '.join(['a', 'b']) }} {{ '-'.join('abc') }} {{ ','.join({'a': 1, 'b': 2}) }}",
    "a, b a-b-c a,b",
  ],
  [
    "ljust, rjust, center and zfill",
    "[{{ 'a'.ljust(3) }}][{{ 'a'.rjust(3, '.') }}][{{ 'a'.center(4, '*') }}][{{ 'ab'.center(5, '*') }}][{{ '-7'.zfill(4) }}][{{ '7'.zfill(3) }}]",
    "[a  ][..a][*a**][**ab*][-007][007]",
  ],
  [
    "partition and rpartition",
    "{{ 'a.b.c'.partition('.') }} {{ 'a.b.c'.rpartition('.') }} {{ 'abc'.partition('.') }}",
    "('a', '.', 'b.c') ('a.b', '.', 'c') ('abc', '', '')",
  ],
  [
    "removeprefix and removesuffix",
    "{{ 'stg_orders'.removeprefix('stg_') }} {{ 'orders_v2'.removesuffix('_v2') }} {{ 'a'.removeprefix('b') }}",
    "orders orders a",
  ],
  [
    "characters are tested by kind",
    "{{ 'abc'.isalpha() }} {{ 'a1'.isalnum() }} {{ '12'.isdigit() }} {{ ' '.isspace() }} {{ 'Ab'.istitle() }} {{ 'AB'.isupper() }} {{ 'a_b'.isidentifier() }} {{ ''.isdigit() }} {{ '1.5'.isnumeric() }} {{ 'a1'.islower() }}",
    "True True True True True True True False False True",
  ],
  [
    "characters beyond the basic plane count once",
    "{{ '😀a' | length }} {{ '😀a'[1] }} {{ '😀a'[::-1] == 'a😀' }}",
    "2 a True",
  ],
  [
    "repr chooses its quotes and escapes",
    "{{ [\"it's\", 'say \"x\"', 'b\\\\c', 'n\\nl', \"both ' and \\\"\"] }}",
    "[\"it's\", 'say \"x\"', 'b\\\\c', 'n\\nl', 'both \\' and \"']",
  ],
];
