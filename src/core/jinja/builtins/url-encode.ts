import { itemsOf } from "../python/iterate.ts";
import { is } from "../python/kinds.ts";
import { textOf } from "../python/text.ts";
import type { Value } from "../values.ts";
import type { Given } from "./given.ts";

/** Half of a character, which has no bytes. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** A text for a path of a URL, or pairs for its query (jinja2: `do_urlencode`). */
export function urlEncoded(given: Given): string {
  const { input, run } = given;
  const encoded = (value: Value): string => percentEncoded(textOf(value, run));
  const isPairs = is(input, "dict") || is(input, "list") || is(input, "tuple") || is(input, "iterator");
  const url = isPairs
    ? pairsOf(given)
        .map(([key = null, value = null]) => `${encoded(key)}=${encoded(value)}`)
        .join("&")
        .replaceAll("%20", "+")
    : encoded(input).replaceAll("%2F", "/");
  run.makes(url.length);
  return url;
}

function pairsOf({ input, run }: Given): readonly (readonly Value[])[] {
  return is(input, "dict") ? input.entries() : itemsOf(input, run).map((pair) => itemsOf(pair, run));
}

/** As Python's `quote` does it, which leaves fewer characters as they are. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text.replaceAll(LONE_SURROGATE, "\u{FFFD}")).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
