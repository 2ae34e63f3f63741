import type { Rule } from "./rule.ts";

/** Every rule, in order of precedence: of several findings with one cause the first rule's stays. */
export const rules: readonly Rule[] = [];
