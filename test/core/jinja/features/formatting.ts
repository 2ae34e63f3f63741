import type { Feature } from "../../../support/jinja.ts";

export const FORMATTING: readonly Feature[] = [
  [
    "%s and %d",
    "{{ '%s-%d' % ('a', 5) }} {{ '%s' % 'x' }} {{ '%s' % none }} {{ '%s' % [1] }}",
    "a-5 x None [1]",
  ],
  [
    "widths, zeros and signs",
    "{{ '%05d|%-5d|%5d|%+d|% d' % (42, 42, 42, 42, 42) }}",
    "00042|42   |   42|+42| 42",
  ],
  [
    "floats with a precision",
    "{{ '%.2f %5.1f %e %g %g' % (3.14159, 2.25, 12345.678, 0.00001, 1234567) }}",
    "3.14   2.2 1.234568e+04 1e-05 1.23457e+06",
  ],
  [
    "hexadecimal, octal, repr and a percent sign",
    "{{ '%x %X %o %r %%' % (255, 255, 8, 'a') }}",
    "ff FF 10 'a' %",
  ],
  ["by name", "{{ '%(a)s-%(b)03d' % {'a': 'x', 'b': 7} }}", "x-007"],
  [
    "%d drops a fraction, %s cuts to a precision",
    "{{ '%d' % 3.9 }} {{ '%.2s' % 'abcdef' }} {{ '%i' % 4 }}",
    "3 ab 4",
  ],
  ["a width from the values", "{{ '%*d' % (5, 42) }}", "   42"],
  [
    "the filter format",
    "{{ '%s, %s!' | format('Hello', 'you') }} {{ '%(a)s' | format(a='x') }}",
    "Hello, you! x",
  ],
  [
    ".format by position and name",
    "{{ '{} {}'.format('a', 1) }} {{ '{1}{0}'.format('a', 'b') }} {{ '{x}-{y}'.format(x=1, y=none) }} {{ '{{}}'.format() }}",
    "a 1 ba 1-None {}",
  ],
  [
    ".format reaches items",
    "{{ '{0[a]} {0[b]}'.format({'a': 1, 'b': 2}) }} {{ '{0[1]}'.format(['a', 'b']) }}",
    "1 2 b",
  ],
  [
    ".format aligns and fills",
    "{{ '[{:>5}|{:<5}|{:^5}|{:*^7}]'.format('a', 'b', 'c', 'd') }}",
    "[    a|b    |  c  |***d***]",
  ],
  [
    ".format of numbers",
    "{{ '{:05d} {:.2f} {:,} {:x} {:+} {:.1%} {:e}'.format(42, 3.14159, 1234567, 255, 5, 0.256, 1234.5) }}",
    "00042 3.14 1,234,567 ff +5 25.6% 1.234500e+03",
  ],
  [
    ".format nests and converts",
    "{{ '{:{w}}|'.format('a', w=4) }} {{ '{!r}'.format('a') }} {{ '{!s:>3}'.format(1) }}",
    "a   | 'a'   1",
  ],
  [
    "lists, dicts and tuples print as in Python",
    "{{ [1, 'a', none, true, 1.0] }} {{ {'a': 1, 'b': [2]} }} {{ (1,) }} {{ (1, 2) }} {{ [] }} {{ {} }} {{ () }}",
    "[1, 'a', None, True, 1.0] {'a': 1, 'b': [2]} (1,) (1, 2) [] {} ()",
  ],
  ["an output may be a tuple", "{{ 1, 'a' }}", "(1, 'a')"],
];
