import type { PulledUsage } from "../pull-usage.ts";
import { renderBuiltUsage } from "./usage-built.ts";

/** What a pull brought, what was left out and why, and what the warehouse itself says of it. */
export function renderPulledUsage(pulled: PulledUsage, output: string): string {
  const notes = pulled.notes.map((note) => `${note}\n`);
  return `${notes.join("")}${renderBuiltUsage(pulled, output)}`;
}
