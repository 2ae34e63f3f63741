import { createHash } from "node:crypto";

const PYTHON = Symbol("the text of a Python object");

/** dbt hashes Python's `repr` of its objects (contracts, tests, unit tests): this writes the same text. */
export function repr(value) {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return reprText(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (typeof value === "object") {
    if (PYTHON in value) return value[PYTHON];
    return `{${Object.entries(value)
      .map(([key, entry]) => `${repr(key)}: ${repr(entry)}`)
      .join(", ")}}`;
  }
  return String(value);
}

function reprText(value) {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** An object whose `repr` is not that of plain data: a dataclass or an enum member. */
function pythonObject(text) {
  return { [PYTHON]: text };
}

/** A dataclass as Python prints it. */
export function dataclass(name, fields) {
  const inside = Object.entries(fields).map(([key, value]) => `${key}=${repr(value)}`);
  return pythonObject(`${name}(${inside.join(", ")})`);
}

/** A member of an enum as Python prints it. */
export function enumMember(name, member, value) {
  return pythonObject(`<${name}.${member}: '${value}'>`);
}

export function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}

export function md5(text) {
  return createHash("md5").update(text).digest("hex");
}
