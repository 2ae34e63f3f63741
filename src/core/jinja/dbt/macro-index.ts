import { renderTraits } from "./adapter-traits.ts";
import type { RenderMacro, RenderProject } from "./render-project.ts";

/** dbt's own package of macros. */
const DBT = "dbt";

/** The macros of a project, found as dbt finds them (dbt-core: context/macros.py, dbt-adapters: clients/jinja.py). */
export class MacroIndex {
  readonly #packages = new Map<string, Map<string, RenderMacro>>();
  readonly #project: RenderProject;
  readonly #chain: readonly string[];
  /** The packages that come with dbt and the adapter, the most special first. */
  readonly #internal: readonly string[];

  constructor(project: RenderProject) {
    this.#project = project;
    this.#chain = renderTraits(project.adapterType).chain;
    this.#internal = [...this.#chain.map((adapter) => `dbt_${adapter}`), DBT];
    for (const macro of project.macros) {
      const names = this.#packages.get(macro.packageName) ?? new Map<string, RenderMacro>();
      this.#packages.set(macro.packageName, names.set(macro.name, macro));
    }
  }

  hasPackage(name: string): boolean {
    return this.#packages.has(name);
  }

  /** The macro that a bare name means in a template of a package. */
  find(name: string, packageName: string): RenderMacro | null {
    const own = this.#packages.get(packageName)?.get(name);
    return own ?? this.#packages.get(this.#project.projectName)?.get(name) ?? this.#findInternal(name);
  }

  /** The macro of a package; those of the adapter belong to `dbt`. */
  findIn(packageName: string, name: string): RenderMacro | null {
    if (packageName === DBT) return this.#findInternal(name);
    return this.#packages.get(packageName)?.get(name) ?? null;
  }

  /** What `adapter.dispatch` chooses: packages are the outer loop, adapters the inner. */
  dispatch(name: string, namespace: string | null, packageName: string): RenderMacro | null {
    const prefixes = [...this.#chain, "default"];
    for (const place of this.#places(namespace)) {
      for (const prefix of prefixes) {
        const wanted = `${prefix}__${name}`;
        const found = place === null ? this.find(wanted, packageName) : this.findIn(place, wanted);
        if (found !== null) return found;
      }
    }
    return null;
  }

  #places(namespace: string | null): readonly (string | null)[] {
    if (namespace === null) return [null];
    const { searchOrders } = this.#project.settings;
    const configured = Object.hasOwn(searchOrders, namespace) ? searchOrders[namespace] : undefined;
    return configured ?? [this.#project.projectName, namespace];
  }

  #findInternal(name: string): RenderMacro | null {
    for (const packageName of this.#internal) {
      const found = this.#packages.get(packageName)?.get(name);
      if (found !== undefined) return found;
    }
    return null;
  }
}
