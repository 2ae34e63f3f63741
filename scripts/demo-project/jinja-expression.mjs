/**
 * The expressions that the demo's sources may use: texts, numbers, true/false/none, lists, names, `a ~ b` and calls with
 * positional and named arguments.
 *
 * @typedef {{ lookUp: (name: string) => unknown, call: (name: string, args: unknown[], named: Record<string, unknown>) => unknown }} Scope
 */

const TOKEN = /\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|([()[\],=~]))/y;
const CONSTANTS = new Map([
  ["true", true],
  ["false", false],
  ["none", null],
  ["True", true],
  ["False", false],
  ["None", null],
]);

/** The value of an expression. Throws when it uses more of Jinja than this script knows. */
export function evaluate(/** @type {string} */ text, /** @type {Scope} */ scope) {
  const state = { tokens: tokenise(text), at: 0, scope };
  const value = readConcatenation(state);
  if (state.at < state.tokens.length) throw new Error(`Cannot read the Jinja expression: ${text}`);
  return value;
}

function tokenise(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`Cannot read the Jinja expression: ${text}`);
    const [, single, double, number, name, sign] = match;
    tokens.push({
      constant: single ?? double ?? (number === undefined ? undefined : Number(number)),
      name,
      sign,
    });
  }
  return tokens;
}

function takeSign(state, sign) {
  if (state.tokens[state.at]?.sign !== sign) return false;
  state.at += 1;
  return true;
}

function readConcatenation(state) {
  let value = readOperand(state);
  while (takeSign(state, "~")) value = String(value) + String(readOperand(state));
  return value;
}

function readOperand(state) {
  if (takeSign(state, "[")) return readArguments(state, "]").args;
  const token = state.tokens[state.at];
  state.at += 1;
  if (token?.constant !== undefined) return token.constant;
  if (token?.name === undefined) throw new Error("A Jinja expression ends too early.");
  if (CONSTANTS.has(token.name)) return CONSTANTS.get(token.name);
  if (!takeSign(state, "(")) return state.scope.lookUp(token.name);
  const { args, named } = readArguments(state, ")");
  return state.scope.call(token.name, args, named);
}

function readArguments(state, end) {
  const args = [];
  const named = {};
  while (!takeSign(state, end)) {
    if (state.at >= state.tokens.length) throw new Error("A bracket in a Jinja expression is never closed.");
    const name = state.tokens[state.at]?.name;
    if (name !== undefined && state.tokens[state.at + 1]?.sign === "=") {
      state.at += 2;
      named[name] = readConcatenation(state);
    } else {
      args.push(readConcatenation(state));
    }
    takeSign(state, ",");
  }
  return { args, named };
}
