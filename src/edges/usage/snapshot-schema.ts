import { z } from "zod";
import { LEFT_OUT } from "../../core/usage/left-out.ts";
import { EVIDENCE } from "./snapshot-file.ts";

/** What a snapshot file holds as text: anybody may have written it. */
const Window = z.object({ from: z.string(), to: z.string() });

const LogNames = z.object({
  places: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      relations: z.number(),
      basis: z.enum(["stated", "inferred"]),
    }),
  ),
  unmatched: z.number(),
  provesAbsence: z.boolean(),
});

export const Header = z.object({
  window: Window.nullable(),
  seen: Window.nullable(),
  queries: z.number(),
  parsedShare: z.number().min(0).max(1),
  computedShare: z.number().min(0).max(1),
  names: LogNames,
  leftOut: z.partialRecord(z.enum(LEFT_OUT), z.number()),
  sources: z.array(z.string()),
});

export const Evidence = z.enum(EVIDENCE);
export const Tools = z.array(z.object({ name: z.string(), queries: z.number() }));
export const Teams = z.array(z.object({ name: z.string(), people: z.number() }));
export const Names = z.array(z.string());
export const Boards = z.array(z.object({ name: z.string(), tool: z.string().nullable() }));
export const Reads = z.array(
  z.object({ uniqueId: z.string(), columns: z.array(z.string()), star: z.boolean() }),
);
