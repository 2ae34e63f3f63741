import type { Report } from "../core/report.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderSarif } from "./sarif.ts";
import { renderText, type TextOptions } from "./text.ts";

/** One way to show a report. */
export interface Renderer {
  /** The name in `--format`. */
  readonly format: string;
  readonly mediaType: string;
  /** Of a file that holds it, with its dot. */
  readonly extension: string;
  /** True where the reader is a person: a terminal may be told of progress around it. */
  readonly forPeople: boolean;
  /** `options` are for terminals; the others take no notice of them. */
  readonly render: (report: Report, options?: TextOptions) => string;
}

/** A text that goes to a file or a pipe. */
const PIPED: TextOptions = { color: false, width: 100 };

/** The formats, in the order in which the command lists them. */
export const renderers: readonly Renderer[] = [
  {
    format: "text",
    mediaType: "text/plain",
    extension: ".txt",
    forPeople: true,
    render: (report, options = PIPED) => renderText(report, options),
  },
  {
    format: "markdown",
    mediaType: "text/markdown",
    extension: ".md",
    forPeople: true,
    render: renderMarkdown,
  },
  {
    format: "json",
    mediaType: "application/json",
    extension: ".json",
    forPeople: false,
    render: renderJson,
  },
  {
    format: "sarif",
    mediaType: "application/sarif+json",
    extension: ".sarif",
    forPeople: false,
    render: renderSarif,
  },
  {
    format: "html",
    mediaType: "text/html",
    extension: ".html",
    forPeople: true,
    render: renderHtml,
  },
];
