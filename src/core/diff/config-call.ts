import { LONGEST_CODE } from "./formatting.ts";

/**
 * The code of a model, snapshot or test without the `config()` calls at its top. What such a call sets stands in the
 * node's configuration, where it is compared with what YAML sets; the text says it a second time. Comments before a call go with it.
 * A call that computes (`config(enabled=target.name == 'prod')`) stays: the configuration holds one environment's result.
 */
export function withoutConfigCalls(code: string): string {
  let rest = code;
  for (let call = callIn(rest); call !== null; call = callIn(rest)) {
    const given = (call[1] ?? "").replaceAll(STRING, "").replaceAll(LITERAL, "");
    if (given !== "") break;
    rest = rest.slice(call[0].length);
  }
  return rest;
}

function callIn(code: string): RegExpExecArray | null {
  return code.length > LONGEST_CODE ? null : CALL.exec(code);
}

/** White space and comments; the call; its arguments, up to the parenthesis that closes it. No part can match in two ways. */
const CALL =
  /^(?:(?:\s|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/|\{#(?:[^#]|#(?!\}))*#\})*)\{\{[-+]?\s*config\s*\(((?:'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"|[^'"()])*)\)\s*[-+]?\}\}/u;

const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/gu;

/** Names of arguments, numbers, true, false and none, and what lists and dictionaries are made with. */
const LITERAL = /\b\w+\s*=(?!=)|\b(?:true|false|none)\b|\b\d+(?:\.\d+)?\b|[\s,:[\]{}+-]/giu;
