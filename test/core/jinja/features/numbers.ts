import type { Feature } from "../../../support/jinja.ts";

export const NUMBERS: readonly Feature[] = [
  [
    "integers and floats print apart",
    "{{ 1 }} {{ 1.0 }} {{ 10 / 2 }} {{ 7 / 2 }} {{ 1.5e3 }} {{ 2 * 1.5 }}",
    "1 1.0 5.0 3.5 1500.0 3.0",
  ],
  ["division rounds down with //", "{{ 7 // 2 }} {{ -7 // 2 }} {{ 7 // -2 }} {{ 7.5 // 2 }}", "3 -4 -4 3.0"],
  [
    "the remainder has the sign of the divisor",
    "{{ 7 % 3 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 7.5 % 2 }}",
    "1 2 -2 1.5",
  ],
  [
    "powers bind from the left",
    "{{ 2 ** 3 ** 2 }} {{ 2 ** -1 }} {{ 2 ** 0.5 }}",
    "64 0.5 1.4142135623730951",
  ],
  ["a sign binds tighter than a power", "{{ -2 ** 2 }}", "4"],
  ["a filter binds looser than a sign", "{{ -1 | abs }}", "1"],
  ["a filter binds tighter than a sum", "{{ 1 + -5 | abs }}", "6"],
  [
    "large integers keep all digits",
    "{{ 9223372036854775807 + 1 }} {{ 2 ** 100 }}",
    "9223372036854775808 1267650600228229401496703205376",
  ],
  [
    "floats print the shortest digits",
    "{{ 0.1 + 0.2 }} {{ 1e16 }} {{ 1e15 }} {{ 1e-5 }} {{ 0.0001 }} {{ 123456789.0 }} {{ -0.0 }}",
    "0.30000000000000004 1e+16 1000000000000000.0 1e-05 0.0001 123456789.0 -0.0",
  ],
  [
    "underscores and bases in literals",
    "{{ 1_000 }} {{ 0xff }} {{ 0b101 }} {{ 0o17 }} {{ 1_0.5 }}",
    "1000 255 5 15 10.5",
  ],
  [
    "comparisons chain",
    "{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 1 == 1.0 }} {{ 3 > 2 >= 2 }}",
    "True False True True",
  ],
  [
    "int reads text and drops fractions",
    "{{ '42' | int }} {{ '42.9' | int }} {{ 3.99 | int }} {{ -3.99 | int }} {{ 'x' | int }} {{ 'x' | int(7) }} {{ none | int }} {{ 'ff' | int(0, 16) }} {{ '0x1f' | int(0, 16) }} {{ ' 5 ' | int }}",
    "42 42 3 -3 0 7 0 255 31 5",
  ],
  [
    "float reads text",
    "{{ '1.5' | float }} {{ '3' | float }} {{ 'x' | float }} {{ 'x' | float(1.0) }} {{ 2 | float }} {{ '1e3' | float }} {{ 'inf' | float }}",
    "1.5 3.0 0.0 1.0 2.0 1000.0 inf",
  ],
  [
    "round goes to the even neighbor of a half",
    "{{ 2.5 | round }} {{ 3.5 | round }} {{ 2.675 | round(2) }} {{ 0.125 | round(2) }} {{ 42.55 | round(1) }} {{ 42 | round }} {{ 1234.5 | round(-2) }}",
    "2.0 4.0 2.67 0.12 42.5 42 1200.0",
  ],
  [
    "round up and down",
    "{{ 42.51 | round(1, 'floor') }} {{ 42.41 | round(1, 'ceil') }} {{ 42.1 | round(method='ceil') }} {{ 42.55 | round | int }}",
    "42.5 42.5 43.0 43",
  ],
  ["round of an integer with negative places", "{{ 1250 | round(-2) }} {{ 1350 | round(-2) }}", "1200 1400"],
  ["abs", "{{ -3 | abs }} {{ (-3.5) | abs }}", "3 3.5"],
  [
    "numbers are tested by kind",
    "{{ 1 is number }} {{ 1 is integer }} {{ 1.0 is integer }} {{ 1.0 is float }} {{ true is number }} {{ true is integer }} {{ '1' is number }}",
    "True True False True True False False",
  ],
  [
    "odd, even and divisibleby",
    "{{ 3 is odd }} {{ 3 is even }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(4) }} {{ 9 is not divisibleby 4 }}",
    "True False True False True",
  ],
];
