import type { Report } from "../core/report.ts";
import type { Format } from "./formats.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderSarif } from "./sarif.ts";
import { renderText, type TextOptions } from "./text.ts";

/** Shows a report in one format. The options are for terminals; the others take no notice of them. */
export type Renderer = (report: Report, options: TextOptions) => string;

/** The renderer of each format. */
export const renderers: Readonly<Record<Format, Renderer>> = {
  text: renderText,
  markdown: renderMarkdown,
  json: renderJson,
  sarif: renderSarif,
  html: renderHtml,
};
