import type { Rendering } from "../../core/jinja/dbt/rendering.ts";
import type { SqlEngine } from "../../ports.ts";
import { RenderThread, type RenderLimits } from "./render-thread.ts";

const USUAL: RenderLimits = { timeout: 5000, startUp: 5000, idle: 500 };

/** Renders raw SQL in a thread of its own. Nothing is loaded before the first text comes. */
export function sqlRenderer(limits: Partial<RenderLimits> = {}): Pick<SqlEngine, "render" | "close"> {
  const thread = new RenderThread({ ...USUAL, ...limits });
  let last: Promise<unknown> = Promise.resolve();
  return {
    render: (project, job) => {
      const rendering: Promise<Rendering> = last.then(() => thread.render(project, job));
      last = rendering;
      return rendering;
    },
    close: () => thread.end(),
  };
}
