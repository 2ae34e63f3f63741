import type { Feature } from "../../../support/jinja.ts";

export const TEXT_FILTERS: readonly Feature[] = [
  [
    "upper, lower, title, capitalize and trim",
    "{{ 'aB' | upper }} {{ 'aB' | lower }} {{ \"it's a-b (c)\" | title }} {{ 'aB c' | capitalize }} [{{ '  x ' | trim }}] [{{ 'xax' | trim('x') }}]",
    "AB ab It's A-B (C) Ab c [x] [a]",
  ],
  [
    "replace takes anything as text",
    "{{ 'a-b' | replace('-', '_') }} {{ 121 | replace(1, 'x') }} {{ 'aaa' | replace('a', 'b', 1) }}",
    "a_b x2x baa",
  ],
  [
    "indent, of all lines or also the first",
    "{{ 'a\nb\n\nc' | indent }}|{{ 'a\nb' | indent(2, true) }}|{{ 'a\n\nb' | indent(2, blank=true) }}|{{ 'a\nb' | indent('--') }}",
    "a\n    b\n\n    c|  a\n  b|a\n  \n  b|a\n--b",
  ],
  [
    "default, for undefined or for false",
    "{{ nothing | default('x') }} {{ '' | default('x') }}| {{ '' | default('x', true) }} {{ none | default('x') }} {{ none | default('x', boolean=true) }} {{ nothing | d('y') }} {{ nothing | default }}|",
    "x | x None x y |",
  ],
  [
    "string, and what it is then",
    "{{ 1 | string ~ 2 }} {{ 1 | string is string }} {{ [1] | string | length }}",
    "12 True 3",
  ],
  ["wordcount", "{{ 'one two, three' | wordcount }} {{ '' | wordcount }}", "3 0"],
  [
    "tojson sorts keys and escapes HTML",
    "{{ {'b': 1, 'a': [1.0, none, true, 'x<y']} | tojson }} {{ 'é' | tojson }} {{ {1: 2} | tojson }} {{ {'a': [1, {}]} | tojson(indent=2) }}",
    '{"a": [1.0, null, true, "x\\u003cy"], "b": 1} "\\u00e9" {"1": 2} {\n  "a": [\n    1,\n    {}\n  ]\n}',
  ],
  [
    "truncate at words or within",
    "{{ 'foo bar baz qux' | truncate(9) }} {{ 'foo bar baz qux' | truncate(9, true) }} {{ 'foo bar baz qux' | truncate(11) }} {{ 'foo bar baz qux' | truncate(11, false, '...', 0) }}",
    "foo... foo ba... foo bar baz qux foo bar...",
  ],
  ["center", "[{{ 'ab' | center(6) }}]", "[  ab  ]"],
  [
    "escape and safe",
    "{{ '<a href=\"x\">&\\'' | e }} {{ '<b>' | safe }} {{ '<' | escape }}",
    "&lt;a href=&#34;x&#34;&gt;&amp;&#39; <b> &lt;",
  ],
  [
    "urlencode, of a path and of a query",
    "{{ 'a b/c?d=(é)' | urlencode }} {{ {'x y': 'a/b', 'n': 1} | urlencode }} {{ [('k', 'v&w')] | urlencode }}",
    "a%20b/c%3Fd%3D%28%C3%A9%29 x+y=a%2Fb&n=1 k=v%26w",
  ],
  ["filters in a row", "{{ ' a,b ' | trim | upper | replace(',', ';') }}", "A;B"],
  [
    "a filter on a call and on brackets",
    "{{ ('a' ~ 'b') | upper }} {{ 'x'.upper() | lower }} {{ [1, 2] | join('+') | upper }}",
    "AB x 1+2",
  ],
];
