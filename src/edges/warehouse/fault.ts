import { WarehouseError, type Advice } from "../../errors.ts";

/** So much of a vendor's own message is shown. */
const MOST_SAID = 300;

/** The beginning of what a warehouse says, on one line, as a sentence, with none of the secrets in it. */
export function saidBy(text: string, secrets: readonly string[] = []): string {
  const known = secrets.filter((secret) => secret !== "");
  const line = text.trim().replaceAll(/\s+/gu, " ");
  const clean = known.reduce((rest, secret) => rest.replaceAll(secret, "…"), line).slice(0, MOST_SAID);
  return clean === "" || /[.!?]$/u.test(clean) ? clean : `${clean}.`;
}

/** The code of the error for a statement that ended by itself. */
export const STATEMENT_FAILED = "warehouse-statement-failed";

/** A statement that a warehouse did not carry out. */
export function failedStatement(title: string, said: string): WarehouseError {
  return new WarehouseError(STATEMENT_FAILED, {
    what: `${title} did not carry out the statement.`,
    why: said === "" ? "It gives no reason." : `It says: ${said}`,
    todo: "`headgate usage export-sql` prints the statement with the rights that it needs: try it there.",
  });
}

/** An answer that is none that the vendor describes. */
export function strangeAnswer(title: string): WarehouseError {
  return new WarehouseError("warehouse-answer-strange", {
    what: `${title} gave an answer that Headgate does not know.`,
    why: "It has another shape than the vendor describes.",
    todo: "Check the host. If it is right, please report it; `headgate usage export-sql` works meanwhile.",
  });
}

/** Nobody answers, or too late. */
export function notAnswered(title: string, advice: Pick<Advice, "why">): WarehouseError {
  return new WarehouseError("warehouse-not-answered", {
    what: `${title} did not answer.`,
    ...advice,
    todo: "Try again later, and check the network from here to its host.",
  });
}
