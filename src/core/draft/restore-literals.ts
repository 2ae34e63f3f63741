import type { Finding } from "../report.ts";
import { scrubbed, withoutLiterals } from "./scrub.ts";

/** Longer code is not quoted in a sentence. */
const LONGEST = 200;

/**
 * A text with the literals put back that were taken out of what a model was told: it wrote `status = '…'`, the finding says
 * `status = 'paid'`. Where two pieces of code look the same without their literals, they stay out.
 */
export function restoreLiterals(text: string, findings: readonly Finding[]): string {
  if (!text.includes("…")) return text;
  const codes = new Map<string, string | null>();
  for (const code of findings.flatMap(codesIn)) {
    const told = withoutLiterals(code);
    if (told === code) continue;
    const known = codes.get(told);
    codes.set(told, known === undefined || known === code ? code : null);
  }
  return text.replaceAll(/`([^`]*)`/gu, (span, told: string) => {
    const code = codes.get(told) ?? null;
    return code === null ? span : `\`${code}\``;
  });
}

function codesIn({ title, why, fix, evidence }: Finding): readonly string[] {
  const spans = [title, why, fix].flatMap((sentence) =>
    [...sentence.matchAll(/`([^`]*)`/gu)].map(([, inside = ""]) => inside),
  );
  const values = evidence.flatMap(({ before = "", after = "" }) => [before, after]);
  return [...spans, ...values]
    .filter((code) => code !== "" && code.length <= LONGEST && !code.includes("`"))
    .map((code) => scrubbed(code, LONGEST));
}
