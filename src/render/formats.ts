/** How a report can be shown, in the order in which the command lists it. */
export const formats = ["text", "markdown", "json", "sarif", "html"] as const;

/** The name of a format, as `--format` takes it. */
export type Format = (typeof formats)[number];
