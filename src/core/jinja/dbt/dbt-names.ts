import type { CallSite, Names } from "../host.ts";
import { macroOf } from "../lazy-macro.ts";
import { parseTemplate } from "../parse-template.ts";
import { renderTemplate } from "../render-template.ts";
import { functionOf, type HostObject, type MacroValue, type Value } from "../values.ts";
import { dictOf } from "./dict-of.ts";
import { modulesValue } from "./modules/modules.ts";
import { runStart } from "./modules/time.ts";
import { adapterNames, type Dispatch } from "./names-of-adapter.ts";
import { functionNames, PLAIN_FUNCTIONS } from "./names-of-functions.ts";
import { projectNames } from "./names-of-project.ts";
import { queryNames } from "./names-of-queries.ts";
import { relationNames } from "./names-of-relations.ts";
import { testNames } from "./names-of-tests.ts";
import { settingNames } from "./names-of-settings.ts";
import type { RenderMacro } from "./render-project.ts";
import type { RenderState } from "./render-state.ts";

/** Names that belong together, each with what makes its value. */
type Family = Readonly<Record<string, () => Value>>;

/** Macros by their text's owner: parsed once for all renderings of a side. */
const parsedMacros = new WeakMap<RenderMacro, MacroValue>();

/**
 * What dbt's context answers for one rendering (dbt-core: context/providers.py). In this order: what asks the warehouse,
 * macros as the running template's package sees them, packages, dbt's own names.
 */
export class DbtNames implements Names {
  readonly #state: RenderState;
  readonly #families: readonly Family[];
  readonly #queries: Family;
  readonly #made = new Map<string, Value>();
  readonly #callables = new Map<RenderMacro, Value>();
  /** The packages of the macros that are running, the innermost last. */
  readonly #packages: string[];

  constructor(state: RenderState) {
    this.#state = state;
    this.#packages = [state.job.node.packageName];
    const dispatch: Dispatch = (name, namespaces) => this.#dispatch(name, namespaces);
    const render = (text: string): Value => this.#render(text);
    this.#queries = queryNames(state);
    this.#families = [
      relationNames(state),
      settingNames(state, render),
      projectNames(state),
      testNames(state, render),
      functionNames(state),
      PLAIN_FUNCTIONS,
      adapterNames(state, dispatch),
      this.#queries,
      {
        modules: () => modulesValue,
        run_started_at: runStart,
        builtins: () => this.#builtins(),
        context: () => this.#context(),
      },
    ];
  }

  lookUp = (name: string): Value | undefined => {
    if (Object.hasOwn(this.#queries, name)) return this.#make(name);
    const macro = this.#findMacro(name);
    if (macro !== null) return this.#callable(macro);
    if (this.#state.macros.hasPackage(name) || name === "dbt") return this.#package(name);
    return this.#make(name);
  };

  #findMacro(name: string): RenderMacro | null {
    const { macros } = this.#state;
    for (const packageName of this.#packages.toReversed()) {
      const found = macros.find(name, packageName);
      if (found !== null) return found;
    }
    return null;
  }

  /** A macro that, while it runs, sees the macros of its own package first. */
  #callable(macro: RenderMacro): Value {
    const known = this.#callables.get(macro);
    if (known !== undefined) return known;
    const body = parsedMacros.get(macro) ?? macroOf(macro.name, macro.sql);
    parsedMacros.set(macro, body);
    const value = functionOf(macro.name, (args, kwargs, site: CallSite) => {
      this.#packages.push(macro.packageName);
      try {
        return site.call(body, args, kwargs);
      } finally {
        this.#packages.pop();
      }
    });
    this.#callables.set(macro, value);
    return value;
  }

  #dispatch(name: string, namespaces: readonly (string | null)[]): Value | null {
    const packageName = this.#packages.at(-1) ?? "";
    for (const namespace of namespaces) {
      const found = this.#state.macros.dispatch(name, namespace, packageName);
      if (found !== null) return this.#callable(found);
    }
    return null;
  }

  #package(packageName: string): HostObject {
    const find = (name: string): Value | undefined => {
      if (packageName === "dbt" && Object.hasOwn(this.#queries, name)) return this.#make(name);
      const macro = this.#state.macros.findIn(packageName, name);
      return macro === null ? undefined : this.#callable(macro);
    };
    return {
      type: "host",
      className: `package ${packageName}`,
      mapping: true,
      text: () => packageName,
      iterate: () => [],
      truth: () => true,
      item: (key) => (typeof key === "string" ? find(key) : undefined),
      attribute: find,
    };
  }

  /** `context`: every name by its text. */
  #context(): HostObject {
    return {
      type: "host",
      className: "context",
      mapping: true,
      text: () => "",
      iterate: () => [],
      item: (key) => (typeof key === "string" ? this.lookUp(key) : undefined),
      attribute: (name) =>
        name === "get"
          ? functionOf(
              name,
              ([key, fallback]) =>
                (typeof key === "string" ? this.lookUp(key) : undefined) ?? fallback ?? null,
            )
          : this.lookUp(name),
    };
  }

  /** `builtins`: dbt's own names, whatever macros there are. */
  #builtins(): Value {
    const names = this.#families
      .flatMap((family) => Object.keys(family))
      .filter((name) => name !== "builtins" && name !== "graph");
    return dictOf(names.map((name) => [name, this.#make(name) ?? null] as const));
  }

  #make(name: string): Value | undefined {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const family = this.#families.find((each) => Object.hasOwn(each, name));
    const value = family?.[name]?.();
    if (value !== undefined) this.#made.set(name, value);
    return value;
  }

  /** A variable whose value is itself a template. */
  #render(text: string): Value {
    const parsed = parseTemplate(text);
    if (!parsed.parsed) return text;
    const rendered = renderTemplate(parsed.template, this);
    return rendered.rendered ? rendered.text : text;
  }
}
