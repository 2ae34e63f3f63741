import { render } from "./jinja.mjs";

/**
 * What a piece of Jinja refers to: found by rendering it once with every relation left empty.
 *
 * @typedef {{ refs: any[], sources: string[][], metrics: string[][], macros: string[], config: any }} Uses
 */

/** @returns {Uses} */
export function findUses(
  /** @type {import("./declarations.mjs").Declarations} */ project,
  /** @type {string} */ template,
) {
  const uses = { refs: [], sources: [], metrics: [], macros: [], config: {} };
  const scope = makeScope(project, {
    ref: (ref) => addOnce(uses.refs, ref),
    source: (source) => addOnce(uses.sources, source),
    metric: (name) => addOnce(uses.metrics, [name]),
    config: (named) => Object.assign(uses.config, named),
    macro: (id) => addOnce(uses.macros, id),
    lookUp: () => "",
  });
  render(template, scope);
  return uses;
}

function addOnce(list, value) {
  const text = JSON.stringify(value);
  if (!list.some((other) => JSON.stringify(other) === text)) list.push(value);
  return "";
}

/**
 * The names of a template: `ref`, `source`, `config`, `is_incremental` and the project's own macros. What each of them
 * gives is up to `answers`; `is_incremental()` is true, as in a target that has been built before.
 */
export function makeScope(/** @type {import("./declarations.mjs").Declarations} */ project, answers) {
  const note = answers.macro ?? (() => "");
  const calls = {
    ref: (args, named) => answers.ref(toRef(args, named)),
    source: (args) => answers.source(args),
    metric: (args) => answers.metric(args[0]),
    config: (_args, named) => {
      answers.config?.(named);
      return "";
    },
    is_incremental: () => {
      note("macro.dbt.is_incremental");
      return true;
    },
  };
  const call = (name, args, named) => {
    if (calls[name] !== undefined) return calls[name](args, named);
    const macro = project.macros.get(name);
    if (macro === undefined) throw new Error(`The demo has no macro ${name}().`);
    note(`macro.${project.name}.${name}`);
    return renderMacro(macro, args, makeScope(project, { ...answers, macro: undefined }));
  };
  return { call, lookUp: answers.lookUp };
}

function renderMacro(macro, args, scope) {
  const values = new Map(macro.parameters.map((parameter, at) => [parameter, args[at]]));
  return render(macro.body, {
    call: scope.call,
    lookUp: (name) => (values.has(name) ? values.get(name) : scope.lookUp(name)),
  });
}

/** `ref()` as dbt keeps it in `refs`. */
function toRef(args, named) {
  const name = args.at(-1);
  return { name, package: args.length > 1 ? args[0] : null, version: named.v ?? named.version ?? null };
}
