/**
 * Whether a path fits a glob: `*` stands for anything but a slash, `**` for any number of folders,
 * and a glob without a wildcard in its last part also fits everything below it (`models/marts` fits `models/marts/orders.sql`).
 * No regular expression is built, so no glob can make it slow: the time is at most pattern length times path length.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const pattern = glob.split("/").filter((part) => part !== "" && part !== ".");
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (pattern.length === 0) return false;
  const last = pattern.at(-1) ?? "";
  if (!last.includes("*")) pattern.push("**");
  return fits(pattern, parts, { isStar: (part) => part === "**", same: fitsPart });
}

function fitsPart(pattern: string, text: string): boolean {
  return fits(Array.from(pattern), Array.from(text), {
    isStar: (sign) => sign === "*",
    same: (a, b) => a === b,
  });
}

interface Alphabet {
  readonly isStar: (sign: string) => boolean;
  readonly same: (sign: string, letter: string) => boolean;
}

/** Wildcard match that goes back only to the last star, which is enough: earlier stars need never take more. */
function fits(pattern: readonly string[], text: readonly string[], alphabet: Alphabet): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let read = 0; read < text.length;) {
    const sign = pattern[at];
    const letter = text[read] ?? "";
    if (sign !== undefined && alphabet.isStar(sign)) {
      star = at;
      at += 1;
      resume = read;
    } else if (sign !== undefined && alphabet.same(sign, letter)) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      read = resume;
    } else return false;
  }
  return pattern.slice(at).every(alphabet.isStar);
}
