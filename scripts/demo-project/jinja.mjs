import { evaluate } from "./jinja-expression.mjs";

const TAG = /\{#([\s\S]*?)#\}|\{\{(-?)([\s\S]*?)(-?)\}\}|\{%(-?)([\s\S]*?)(-?)%\}/g;

/**
 * Renders a template: `{{ expression }}`, `{# comment #}` and `{% if expression %} … {% endif %}` with white space control.
 * Throws on any other statement: the demo's sources stay simple enough to be read by this script.
 *
 * @param {string} template
 * @param {import("./jinja-expression.mjs").Scope} scope
 */
export function render(template, scope) {
  let output = "";
  let trimNext = false;
  let hidden = 0;
  const write = (text) => {
    output += hidden > 0 ? "" : text;
  };
  for (const part of split(template)) {
    if (part.text !== undefined) write(trimNext ? part.text.trimStart() : part.text);
    if (part.trimBefore) output = output.trimEnd();
    if (part.expression !== undefined && hidden === 0) write(toText(evaluate(part.expression, scope)));
    if (part.statement !== undefined) hidden = enterOrLeave(part.statement, hidden, scope);
    trimNext = part.trimAfter === true;
  }
  return output;
}

function split(template) {
  const parts = [];
  let at = 0;
  for (const match of template.matchAll(TAG)) {
    parts.push({ text: template.slice(at, match.index) }, readTag(match));
    at = match.index + match[0].length;
  }
  parts.push({ text: template.slice(at) });
  // The white space after `-%}` belongs to the text that follows, so an empty text must not swallow the mark.
  return parts.filter((part) => part.text !== "");
}

function readTag([, comment, dashBefore, expression, dashAfter, markBefore, statement, markAfter]) {
  if (comment !== undefined) return { trimBefore: comment.startsWith("-"), trimAfter: comment.endsWith("-") };
  if (expression !== undefined) {
    return { expression, trimBefore: dashBefore === "-", trimAfter: dashAfter === "-" };
  }
  return { statement: statement.trim(), trimBefore: markBefore === "-", trimAfter: markAfter === "-" };
}

/** `hidden` counts the `if` blocks around this place from the first false one on. */
function enterOrLeave(statement, hidden, scope) {
  if (statement === "endif") return Math.max(0, hidden - 1);
  if (!statement.startsWith("if ")) throw new Error(`The demo's renderer does not know {% ${statement} %}.`);
  if (hidden > 0) return hidden + 1;
  return evaluate(statement.slice(3), scope) === true ? 0 : 1;
}

function toText(value) {
  return value === null || value === undefined ? "" : String(value);
}

/** Every `{% kind name(parameters) %} … {% endkind %}` of a file: whole text, name, parameters, and what stands inside. */
export function readBlocks(/** @type {string} */ text, /** @type {string} */ kind) {
  const pattern = new RegExp(
    `\\{%-?\\s*${kind}\\s+(\\w+)\\s*(?:\\(([^)]*)\\))?\\s*(-?)%\\}([\\s\\S]*?)\\{%(-?)\\s*end${kind}\\s*-?%\\}`,
    "g",
  );
  return [...text.matchAll(pattern)].map(([whole, name, parameters = "", dashAfter, body, dashBefore]) => {
    const left = dashAfter === "-" ? body.trimStart() : body;
    return {
      whole,
      name,
      parameters: parameters.split(",").map((parameter) => parameter.trim()),
      body: dashBefore === "-" ? left.trimEnd() : left,
    };
  });
}
