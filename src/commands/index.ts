import { ask } from "./ask.ts";
import { bad } from "./bad.ts";
import type { Command } from "./command.ts";
import { config } from "./config.ts";
import { docs } from "./docs.ts";
import { explain } from "./explain.ts";
import { good } from "./good.ts";
import { help } from "./help.ts";
import { impact } from "./impact.ts";
import { ok } from "./ok.ts";
import { owners } from "./owners.ts";
import { pause } from "./pause.ts";
import { resume } from "./resume.ts";
import { review } from "./review.ts";
import { unwaive } from "./unwaive.ts";
import { usage } from "./usage.ts";
import { waive } from "./waive.ts";
import { why } from "./why.ts";

/** All slash commands, in the order in which help lists them. */
export const commands: readonly Command[] = [
  help,
  review,
  explain,
  impact,
  usage,
  owners,
  ask,
  docs,
  waive,
  unwaive,
  good,
  bad,
  why,
  pause,
  resume,
  config,
  ok,
];
