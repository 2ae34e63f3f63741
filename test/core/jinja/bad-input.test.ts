import { describe, expect, test } from "vitest";
import { render } from "../../support/jinja.ts";

describe("a text that cannot be parsed is refused with reason and line", () => {
  test.each([
    [
      "{% if a %}\nb",
      "The template ends, but `elif` or `else` or `endif` was expected for the tag in line 1.",
      1,
    ],
    [
      "\n{% for a in b %}\n{% if c %}\n{% endif %}\n",
      "The template ends, but `endfor` or `else` was expected for the tag in line 2.",
      2,
    ],
    ["a\n{% endif %}", "Unknown tag `endif`.", 2],
    ["{% for a in b %}\n{% endif %}{% endfor %}", "Unknown tag `endif`: `endfor` or `else` was expected.", 2],
    ["{% if a %}{% else %}{% else %}{% endif %}", "Unknown tag `else`: `endif` was expected.", 1],
    ["{% macro m() %}", "The template ends, but `endmacro` was expected for the tag in line 1.", 1],
    ["a\n{{ b", "Unexpected end of the template: end of the output was expected.", 2],
    ["a\n{% set b = 1", "Unexpected end of the template: end of the block was expected.", 2],
    ["{{ }}", "Unexpected end of the output: an expression was expected.", 1],
    ["{{ a b }}", "Unexpected `b`: end of the output was expected.", 1],
    ["{{ (a }}", "Unexpected `}`: `)` was expected.", 1],
    ["{{ [a }}", "Unexpected `}`: `]` was expected.", 1],
    ["{{ a) }}", "Unexpected `)`: no bracket is open.", 1],
    ["{{ a +\n\n }}", "Unexpected end of the output: an expression was expected.", 3],
    ["{{ 'a }}", "A string is not closed.", 1],
    ["\n\n{# a", "A comment is not closed.", 3],
    ["\n{% raw %}{{ a }}", "A raw block is not closed.", 2],
    ["{{ a ? b : c }}", "Unexpected character `?`.", 1],
    ["{{ $a }}", "Unexpected character `$`.", 1],
    ["{% %}", "Unexpected end of the block: name was expected.", 1],
    ["{% unknown %}", "Unknown tag `unknown`.", 1],
    ["{% set 1 = 2 %}", "Unexpected integer: name was expected.", 1],
    ["{% set none = 2 %}", "`none` cannot be assigned to.", 1],
    ["{% for a b %}{% endfor %}", "Unexpected `b`: `in` was expected.", 1],
    [
      "{% macro m(a=1, b) %}{% endmacro %}",
      "The parameter `b` needs a default, as the one before it has one.",
      1,
    ],
    ["{{ f(a=1, 2) }}", "The arguments of a call stand in an order that is not allowed.", 1],
    ["{% call x %}{% endcall %}", "A call block needs a call.", 1],
    ["{{ a is b is c }}", "Tests with `is` cannot be chained.", 1],
    ["{{ a. }}", "Unexpected end of the output: a name or a number was expected.", 1],
    [
      "{% materialization view, adapter=x %}{% endmaterialization %}",
      "The adapter of a materialization is a string.",
      1,
    ],
    [
      "{% materialization view, color='red' %}{% endmaterialization %}",
      "A materialization has no `color`.",
      1,
    ],
  ])("%j", (template, why, line) => {
    expect(render(template)).toEqual({ why, line });
  });
});

describe("a template that cannot be rendered is refused with reason and line", () => {
  test.each([
    ["\n{{ unknown_macro('a') }}", "'unknown_macro' is undefined", 2],
    ["{{ package.macro() }}", "'package' is undefined", 1],
    ["{{ {}.missing.part }}", "'dict object' has no attribute 'missing'", 1],
    ["{{ none.part.part }}", "'None' has no attribute 'part'", 1],
    ["{{ 'a' + 1 }}", 'can only concatenate str (not "int") to str', 1],
    ["{{ 1 + 'a' }}", "unsupported operand type(s) for +: 'int' and 'str'", 1],
    ["{{ none + 1 }}", "unsupported operand type(s) for +: 'NoneType' and 'int'", 1],
    ["a\nb\n{{ 1 / 0 }}", "division by zero", 3],
    ["{{ 1 < 'a' }}", "'<' not supported between instances of 'int' and 'str'", 1],
    ["{% for a in none %}{% endfor %}", "'NoneType' object is not iterable", 1],
    ["{% for a, b in [1] %}{% endfor %}", "'int' object is not iterable", 1],
    ["{% set a, b = [1] %}", "not enough values to unpack (expected 2, got 1)", 1],
    ["{% set a, b = [1, 2, 3] %}", "too many values to unpack (expected 2)", 1],
    ["{% set a = 1 %}{% set a.b = 2 %}", "cannot assign attribute on non-namespace object 'a'", 1],
    ["{{ 'a' | nope }}", "No filter named 'nope'.", 1],
    ["{{ 'a' is nope }}", "No test named 'nope'.", 1],
    ["{{ 'a' | replace('b') }}", "replace() is missing a required argument: 'new'", 1],
    ["{{ 'a' | upper(1) }}", "upper() takes at most 0 arguments (1 given)", 1],
    ["{{ 'a'.split(nope=1) }}", "split() got an unexpected keyword argument 'nope'", 1],
    ["{{ 'a'.replace(1, 'b') }}", "replace() needs a string as 'old', not 'int'", 1],
    ["{{ ','.join([1]) }}", "sequence item 0: expected str instance, int found", 1],
    ["{% macro m(a) %}{% endmacro %}\n{{ m(1, 2) }}", "macro 'm' takes not more than 1 argument(s)", 2],
    ["{% macro m(a) %}{% endmacro %}{{ m(b=1) }}", "macro 'm' takes no keyword argument 'b'", 1],
    ["{{ '%d' % 'a' }}", "A number was expected, not 'str'.", 1],
    ["{{ '%s' % (1, 2) }}", "not all arguments converted during string formatting", 1],
    ["{{ '{} {}'.format(1) }}", "Replacement index out of range for positional args tuple", 1],
    ["{{ {[1]: 2} }}", "unhashable type: 'list'", 1],
    ["{{ [].pop() }}", "pop from empty list", 1],
    ["{{ {}.pop('a') }}", "KeyError: 'a'", 1],
    ["{% break %}", "`break` stands outside of a loop.", 1],
    ["\n{% include 'a.sql' %}", "dbt's templates cannot use `include`.", 2],
    ["{% import 'a' as b %}", "dbt's templates cannot use `import`.", 1],
    ["{% from 'a' import b %}", "dbt's templates cannot use `from`.", 1],
    ["{% extends 'a' %}", "dbt's templates cannot use `extends`.", 1],
  ])("%j", (template, why, line) => {
    expect(render(template)).toEqual({ why, line });
  });

  test("a reason stays short, whatever a template writes into it", () => {
    for (const template of [
      "{{ ('a' * 100000)() }}",
      "{{ {}['a' * 100000]() }}",
      `{{ ${"a".repeat(100_000)}() }}`,
    ]) {
      expect(JSON.stringify(render(template)).length).toBeLessThan(600);
    }
  });

  test("what is not understood is refused only when it is reached", () => {
    expect(render("{% if false %}{% include 'a' %}{{ 'a' | nope }}{{ missing() }}{% endif %}b")).toBe("b");
  });

  test("a macro of the template may shadow a builtin", () => {
    expect(render("{% macro range(n) %}mine{% endmacro %}{{ range(3) }}")).toBe("mine");
    expect(render("{% macro return(x) %}mine{% endmacro %}{{ return(3) }}")).toBe("mine");
  });
});
