/**
 * Facts as JSON inside a fence that a pull request cannot close: its nonce is made anew for every prompt, and what is inside
 * is JSON, so that no text in it can begin a line of its own.
 */
export function fenced(name: string, facts: readonly object[], nonce: string): string {
  const lines = facts.map((fact) => JSON.stringify(fact).replaceAll(nonce, "…"));
  return [`<<<${name} ${nonce}`, ...lines, `${name} ${nonce}>>>`].join("\n");
}
