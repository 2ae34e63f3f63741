import type { z } from "zod";
import { strangeAnswer } from "./fault.ts";

/** What an answer holds, as far as it is read. Throws `WarehouseError` for an answer of another shape. */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: unknown, title: string): T {
  const { data } = schema.safeParse(answer);
  if (data === undefined) throw strangeAnswer(title);
  return data;
}
