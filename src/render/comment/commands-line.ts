import type { Finding } from "../../core/report.ts";
import { codeSpan } from "../escape.ts";
import { openFindings } from "../finding-facts.ts";

/** What people can do here, for the foot of the comment. `prefix`: what a command begins with. */
export function commandsLine(prefix: string, findings: readonly Finding[]): string {
  const [first] = openFindings(findings);
  const examples = first === undefined ? [] : [`explain ${first.id}`, `waive ${first.id} REASON`];
  const commands = ["help", ...examples].map((command) => codeSpan(`${prefix} ${command}`));
  return `<sub>${commands.join(" · ")} · 👍 or 👎 on this comment counts as feedback</sub>`;
}
