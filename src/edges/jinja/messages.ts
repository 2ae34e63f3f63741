import type { RenderProject } from "../../core/jinja/dbt/render-project.ts";
import type { Rendering } from "../../core/jinja/dbt/rendering.ts";
import type { RenderJob } from "../../core/jinja/dbt/render-state.ts";

/** What the main thread asks of the worker: to take in a side, once, or to render with one. One at a time. */
export type RenderRequest =
  | { readonly type: "open"; readonly side: number; readonly project: RenderProject }
  | { readonly type: "render"; readonly side: number; readonly job: RenderJob };

/** What the worker answers to `render`. */
export interface RenderReply {
  readonly rendering: Rendering;
}
