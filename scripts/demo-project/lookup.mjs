import { render } from "./jinja.mjs";
import { makeScope } from "./scope.mjs";

/**
 * Finds what a ref() or source() means, among the objects of one side.
 *
 * @typedef {{ ref: (ref: any) => import("./buildables.mjs").Buildable, source: (names: string[]) => { uniqueId: string, relation: string },
 *   ids: (uses: import("./scope.mjs").Uses) => string[] }} Lookup
 */

/** @returns {Lookup} */
export function makeLookup(/** @type {import("./buildables.mjs").Buildable[]} */ buildables, sources) {
  const ref = ({ name, version }) => {
    const found = buildables.find(
      (node) => node.name === name && node.version === (version ?? node.latestVersion),
    );
    if (found === undefined) throw new Error(`The demo refers to ${name}, which is not there.`);
    return found;
  };
  const source = (names) => {
    const found = sources.find((entry) => entry.source_name === names[0] && entry.name === names[1]);
    if (found === undefined)
      throw new Error(`The demo refers to the source ${names.join(".")}, which is not there.`);
    return { uniqueId: found.unique_id, relation: found.relation_name };
  };
  const ids = (uses) => [
    ...new Set([
      ...uses.sources.map((names) => source(names).uniqueId),
      ...uses.refs.map((entry) => ref(entry).uniqueId),
    ]),
  ];
  return { ref, source, ids };
}

/**
 * `compiled_code` and `extra_ctes` as dbt makes them: an ephemeral model becomes a CTE in front of what reads it.
 *
 * @param {{ project: import("./declarations.mjs").Declarations, lookup: Lookup }} context
 * @param {string} template
 * @param {{ relation: string | null, names?: Record<string, unknown> }} self
 */
export function compile(context, template, self) {
  const ctes = new Map();
  const scope = makeScope(context.project, {
    ref: (ref) => {
      const node = context.lookup.ref(ref);
      if (node.relation !== null) return node.relation;
      const cte = `__dbt__cte__${node.name}`;
      ctes.set(node.uniqueId, ` ${cte} as (\n${compile(context, node.rawCode, node).code}\n)`);
      return cte;
    },
    source: (names) => context.lookup.source(names).relation,
    lookUp: (name) => (name === "this" ? self.relation : self.names?.[name]),
  });
  const code = render(template, scope);
  return { code: putInFront([...ctes.values()], code), ctes: [...ctes].map(([id, sql]) => ({ id, sql })) };
}

function putInFront(ctes, code) {
  if (ctes.length === 0) return code;
  const start = /^\s*with\b/i.exec(code);
  return start === null
    ? `with${ctes.join(", ")} ${code}`
    : `${start[0]}${ctes.join(", ")}, ${code.slice(start[0].length).trimStart()}`;
}
