import { actionCommand } from "./action.ts";
import { doctorCommand } from "./doctor.ts";
import { demoCommand } from "./demo.ts";
import { initCommand } from "./init.ts";
import { impactCommand } from "./impact.ts";
import { lineageCommand } from "./lineage.ts";
import { renderCommand } from "./render.ts";
import { reviewCommand } from "./review.ts";
import { rulesCommand } from "./rules.ts";
import { schemaCommand } from "./schema.ts";
import { serveCommand } from "./serve.ts";
import type { Subcommand } from "./subcommand.ts";
import { usageCommand } from "./usage.ts";

/** Every subcommand, in the order of the help. */
export const subcommands: readonly Subcommand[] = [
  reviewCommand,
  demoCommand,
  lineageCommand,
  impactCommand,
  renderCommand,
  rulesCommand,
  schemaCommand,
  doctorCommand,
  usageCommand,
  initCommand,
  serveCommand,
  actionCommand,
];
