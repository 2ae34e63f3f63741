import type { ModelTokens } from "../../core/draft/model-call.ts";
import type { ModelPrice } from "../../core/draft/settings.ts";

const PRICED_TOKENS = 1_000_000;

/** What tokens cost, in the currency of the price; null where the model has none. */
export function costOf({ input, cached, output }: ModelTokens, price: ModelPrice | undefined): number | null {
  if (price === undefined) return null;
  const full = Math.max(0, input - cached);
  return (
    (full * price.input + Math.min(input, cached) * price.cached + output * price.output) / PRICED_TOKENS
  );
}
