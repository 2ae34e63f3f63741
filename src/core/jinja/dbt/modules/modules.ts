import { listOf, tupleOf, type HostObject, type Value } from "../../values.ts";
import { method, unknown, type Call } from "../call.ts";
import { dictOf } from "../dict-of.ts";
import { regexModule } from "./regex.ts";
import { timeModule } from "./time.ts";

/** `modules`: what dbt lends templates of Python (dbt-core: context/base.py). */
export const modulesValue: Value = dictOf([
  ["re", regexModule],
  ["datetime", timeModule],
  ["pytz", zonesModule()],
  ["itertools", itertoolsModule()],
]);

/** Time zones change how a time is written, and times are unknown or of the run. */
function zonesModule(): HostObject {
  return {
    type: "host",
    className: "module pytz",
    text: () => "<module 'pytz'>",
    attribute: (name) =>
      name === "utc"
        ? "UTC"
        : method(name, ({ text }) => (name === "timezone" ? text(0, "zone") : unknown(`pytz.${name}`))),
  };
}

function itertoolsModule(): HostObject {
  const functions: Readonly<Record<string, (call: Call) => Value>> = {
    chain: ({ args, site }) => listOf(args.flatMap((arg) => [...site.iterate(arg)])),
    product: product,
    combinations: ({ args, site }) => combinations(args, site),
  };
  return {
    type: "host",
    className: "module itertools",
    text: () => "<module 'itertools'>",
    attribute: (name) => {
      const body = Object.hasOwn(functions, name) ? functions[name] : undefined;
      return method(name, body ?? (() => unknown(`itertools.${name}`)));
    },
  };
}

function product({ args, site }: Call): Value {
  let rows: readonly (readonly Value[])[] = [[]];
  for (const arg of args) {
    const items = site.iterate(arg);
    site.spend(rows.length * items.length);
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  }
  return listOf(rows.map(tupleOf));
}

function combinations(args: readonly Value[], site: Call["site"]): Value {
  const items = args[0] === undefined ? [] : site.iterate(args[0]);
  const size = Number(args[1] === undefined ? 0 : site.text(args[1]));
  const choose = (from: number, left: number): readonly (readonly Value[])[] => {
    site.spend(1);
    if (left <= 0) return [[]];
    return items
      .slice(from)
      .flatMap((item, index) => choose(from + index + 1, left - 1).map((rest) => [item, ...rest]));
  };
  return listOf(choose(0, size).map(tupleOf));
}
