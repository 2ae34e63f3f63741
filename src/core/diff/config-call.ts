import { LONGEST_CODE } from "./formatting.ts";

/**
 * The code of a model, snapshot or test without the `config()` call at its top. What such a call sets stands in the
 * node's configuration, where it is compared with what YAML sets; the text says it a second time.
 * A call that computes (`config(enabled=target.name == 'prod')`) stays: the configuration holds one environment's result.
 */
export function withoutConfigCall(code: string): string {
  const call = code.length > LONGEST_CODE ? null : CALL.exec(code);
  if (call === null) return code;
  const given = (call[2] ?? "").replaceAll(STRING, "").replaceAll(LITERAL, "");
  return given === "" ? (call[1] ?? "") + code.slice(call[0].length) : code;
}

/** White space and comments; the call; its arguments, up to the parenthesis that closes it. No part can match in two ways. */
const CALL =
  /^((?:\s|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/|\{#(?:[^#]|#(?!\}))*#\})*)\{\{[-+]?\s*config\s*\(((?:'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"|[^'"()])*)\)\s*[-+]?\}\}/u;

const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/gu;

/** Names of arguments, numbers, true, false and none, and what lists and dictionaries are made with. */
const LITERAL = /\b\w+\s*=(?!=)|\b(?:true|false|none)\b|\b\d+(?:\.\d+)?\b|[\s,:[\]{}+-]/giu;
