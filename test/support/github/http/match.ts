import type { Route } from "./route.ts";

export interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

// Clients write the slashes of these as they are or as %2F; GitHub takes both.
const LONG = new Set(["path", "ref", "basehead", "branch"]);

/** Finds the route of a request. Templates with more fixed words come first: `pulls/comments/{id}` is no pull number. */
export function matcherOf(routes: readonly Route[]): (method: string, path: string) => Matched | null {
  const compiled = routes
    .map((route) => ({ route, ...compile(route.operation) }))
    .toSorted((a, b) => b.fixed - a.fixed);
  return (method, path) => {
    for (const { route, verb, pattern } of compiled) {
      const match = verb === method ? pattern.exec(path) : null;
      if (match !== null) return { route, params: decode(match.groups ?? {}) };
    }
    return null;
  };
}

function compile(operation: string) {
  const [verb = "", template = ""] = operation.split(" ");
  const words = template.split("/").slice(1);
  const fixed = words.filter((word) => !word.startsWith("{")).length;
  // Clients leave out the last slash before an empty path: the root of the repository.
  const source = template
    .replace(/\/\{path\}$/u, "(?:/(?<path>.*))?")
    .replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
      LONG.has(name) ? `(?<${name}>.*)` : `(?<${name}>[^/]+)`,
    );
  return { verb, fixed, pattern: new RegExp(`^${source}$`, "u") };
}

function decode(groups: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, text = ""]) => [name, decodeURIComponent(text)]),
  );
}
