import type { Finding } from "../report.ts";
import type { CheckedItem } from "./item.ts";

/** The paragraph of a finding that no model worded: the words of its rule. */
export function templateItem({ id, title, why }: Finding): CheckedItem {
  return { findings: [id], text: `${title}. ${why}`, suggestion: null };
}
