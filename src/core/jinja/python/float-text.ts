/** A float as Python's `repr` prints it: the shortest digits that read back as the same number. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + sizeText(Math.abs(value));
}

function sizeText(size: number): string {
  if (!Number.isFinite(size)) return "inf";
  const [mantissa = "", power = "0"] = size.toExponential().split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) return positional(mantissa.replace(".", ""), exponent);
  const digits = String(Math.abs(exponent)).padStart(2, "0");
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
}

function positional(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${whole}.${digits.slice(exponent + 1) || "0"}`;
}
