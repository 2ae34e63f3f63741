/** The styles of the terminal rendering, as SGR codes (ECMA-48, section 8.3.117). */
const CODES = { bold: 1, dim: 2, red: 31, yellow: 33, cyan: 36, green: 32 } as const;

/** A style by its name. */
export type Style = keyof typeof CODES;

/** Colors a text when colors were asked for. */
export type Paint = (style: Style, text: string) => string;

/** Gives the painter for a terminal that does or does not show colors. */
export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001B[${CODES[style]}m${text}\u001B[0m` : text);
}
