import { listOf, tupleOf, type HostObject, type Value } from "../../values.ts";
import { method, unknownAmong, type Call } from "../call.ts";
import { dictOf } from "../dict-of.ts";

/**
 * Python's `re`, on the engine of the host. A pattern may take forever: whoever renders what strangers wrote does so in
 * a thread with a deadline.
 */
export const regexModule: HostObject = {
  type: "host",
  className: "module re",
  text: () => "<module 're'>",
  attribute: (name) => {
    if (Object.hasOwn(FLAGS, name)) return FLAGS[name]?.value;
    const body = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    return body === undefined ? undefined : method(name, guarded(body));
  },
};

const FLAGS: Readonly<Record<string, { readonly value: bigint; readonly flag: string }>> = {
  IGNORECASE: { value: 2n, flag: "i" },
  I: { value: 2n, flag: "i" },
  MULTILINE: { value: 8n, flag: "m" },
  M: { value: 8n, flag: "m" },
  DOTALL: { value: 16n, flag: "s" },
  S: { value: 16n, flag: "s" },
};

type Body = (call: Call) => Value;

/** Something unknown goes through. */
function guarded(body: Body): Body {
  return (call) => unknownAmong(call.args) ?? body(call);
}

const FUNCTIONS: Readonly<Record<string, Body>> = {
  match: (call) => firstMatch(call, (source) => `^(?:${source})`),
  fullmatch: (call) => firstMatch(call, (source) => `^(?:${source})$`),
  search: (call) => firstMatch(call, (source) => source),
  findall: (call) => {
    const found = [...(call.text(1, "string") ?? "").matchAll(patternOf(call, "g"))];
    call.site.spend(found.length);
    return listOf(found.map(foundText));
  },
  split: (call) => {
    const most = Number(call.text(2, "maxsplit") ?? "0");
    const parts = (call.text(1, "string") ?? "").split(patternOf(call, "")).map((part) => part ?? null);
    if (most <= 0 || parts.length <= most + 1) return listOf(parts);
    return listOf(parts.slice(0, most + 1));
  },
  sub: (call) => {
    const replacement = call.at(1, "repl") ?? "";
    const pattern = patternOf(call, call.text(3, "count") === "1" ? "" : "g", 4);
    const subject = call.text(2, "string") ?? "";
    if (typeof replacement !== "string") {
      return subject.replaceAll(globally(pattern), (...found) => {
        const groups: readonly unknown[] = found;
        return call.site.text(call.site.call(replacement, [matchValue(groups.map(textOrNull), {})]));
      });
    }
    return subject.replace(pattern, pythonTemplate(replacement));
  },
  escape: (call) => (call.text(0, "pattern") ?? "").replaceAll(/[-\\^$*+?.()|[\]{}#&~\s]/gu, String.raw`\$&`),
  compile: (call) => compiled(call),
};

/** A pattern object: the functions of the module with their first argument given. */
function compiled(call: Call): Value {
  const pattern = call.at(0, "pattern") ?? "";
  const flags = call.at(1, "flags");
  return {
    type: "host",
    className: "re.Pattern",
    text: () => `re.compile(${call.site.text(pattern)})`,
    attribute: (name) => {
      const body = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
      if (body === undefined || name === "compile" || name === "escape") return undefined;
      return method(name, (own) => {
        const kwargs = new Map(own.kwargs);
        if (flags !== undefined) kwargs.set("flags", flags);
        const args = [pattern, ...own.args];
        const at: Call["at"] = (index, key) => kwargs.get(key) ?? args[index];
        const text: Call["text"] = (index, key) => {
          const value = at(index, key);
          return value === undefined || value === null ? null : own.site.text(value);
        };
        return guarded(body)({ args, kwargs, site: own.site, at, text });
      });
    },
  };
}

function firstMatch(call: Call, around: (source: string) => string): Value {
  const { source, flags } = patternOf(call, "");
  const found = new RegExp(around(source), flags).exec(call.text(1, "string") ?? "");
  return found === null ? null : matchValue([...found].map(textOrNull), found.groups ?? {});
}

function matchValue(
  groups: readonly (string | null)[],
  named: Readonly<Record<string, string | undefined>>,
): HostObject {
  const group = ({ at, site }: Call): Value => {
    const wanted = at(0, "group") ?? 0n;
    if (typeof wanted === "string") return named[wanted] ?? null;
    return groups[Number(site.text(wanted))] ?? null;
  };
  const methods: Readonly<Record<string, Body>> = {
    group,
    groups: () => tupleOf(groups.slice(1)),
    groupdict: () => dictOf(Object.entries(named).map(([name, text]) => [name, text ?? null] as const)),
  };
  return {
    type: "host",
    className: "re.Match",
    text: () => `<re.Match object; match='${groups[0] ?? ""}'>`,
    truth: () => true,
    item: (key) => (typeof key === "bigint" ? (groups[Number(key)] ?? null) : undefined),
    attribute: (name) => {
      const body = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return body === undefined ? undefined : method(name, body);
    },
  };
}

/** Python gives the whole match where there is no group, the group where there is one, else a tuple of them. */
function foundText(found: RegExpMatchArray): Value {
  const groups = [...found].map(textOrNull);
  if (groups.length === 1) return groups[0] ?? "";
  return groups.length === 2 ? (groups[1] ?? "") : tupleOf(groups.slice(1).map((group) => group ?? ""));
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function globally(pattern: RegExp): RegExp {
  return pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
}

/** The pattern in the host's spelling. One that the host does not take ends the rendering. */
function patternOf(call: Call, flags: string, flagsAt = 2): RegExp {
  const written = call.text(0, "pattern") ?? "";
  const given = call.at(flagsAt, "flags");
  const bits = typeof given === "bigint" ? given : 0n;
  const inline = /^\(\?([ims]+)\)/u.exec(written)?.[1] ?? "";
  const chosen = Object.values(FLAGS).flatMap(({ value, flag }) => ((bits & value) === 0n ? [] : [flag]));
  const source = written
    .replace(/^\(\?[aiLmsux]+\)/u, "")
    .replaceAll("(?P<", "(?<")
    .replaceAll(/\(\?P=(\w+)\)/gu, String.raw`\k<$1>`)
    .replaceAll(String.raw`\Z`, "$")
    .replaceAll(String.raw`\A`, "^");
  try {
    return new RegExp(source, [...new Set(Array.from(`${flags}${inline}${chosen.join("")}`))].join(""));
  } catch {
    return call.site.refuse(`The pattern ${written.slice(0, 80)} cannot be read.`);
  }
}

/** `\1` and `\g<name>` of Python are `$1` and `$<name>` here. */
function pythonTemplate(text: string): string {
  return text
    .replaceAll("$", "$$$$")
    .replaceAll(/\\(\d)/gu, "$$$1")
    .replaceAll(/\\g<(\d+)>/gu, "$$$1")
    .replaceAll(/\\g<(\w+)>/gu, "$$<$1>")
    .replaceAll(String.raw`\n`, "\n");
}
