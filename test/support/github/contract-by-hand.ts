import { z } from "zod";

// Whatever does not fit here is the description's to complain about.
const CheckBody = z.object({
  status: z.string().optional(),
  conclusion: z.string().optional(),
  output: z.record(z.string(), z.unknown()).default({}),
});

// The description says these in words: "255 characters", "64 KB".
const Annotations = z.array(
  z.object({
    title: z.string().max(255).optional(),
    message: z.string().max(65_536).optional(),
    raw_details: z.string().max(65_536).optional(),
  }),
);

const CommentBody = z.object({ body: z.string() });

const CHECK = / \/repos\/\{owner\}\/\{repo\}\/check-runs(\/\{check_run_id\})?$/u;
const MAX_OUTPUT = 65_535;
const MAX_COMMENT = 65_536;

/** What GitHub refuses and its description does not say: over-long texts, and a completed check without a conclusion. */
export function byHand(operation: string, body: unknown): readonly string[] {
  return CHECK.test(operation) ? faultsOfCheck(body) : faultsOfComment(body);
}

function faultsOfComment(body: unknown): readonly string[] {
  const { data } = CommentBody.safeParse(body);
  if (data === undefined || data.body.length <= MAX_COMMENT) return [];
  return [`body is too long (maximum is ${MAX_COMMENT} characters)`];
}

function faultsOfCheck(body: unknown): readonly string[] {
  const { data } = CheckBody.safeParse(body);
  if (data === undefined) return [];
  const isOpen = data.status === "completed" && data.conclusion === undefined;
  const lengths = Object.entries(data.output).map(([name, text]) => ({ name, length: lengthOf(text) }));
  const tooLong = lengths.filter(({ length }) => length > MAX_OUTPUT);
  const { error } = Annotations.optional().safeParse(data.output["annotations"]);
  return [
    ...(isOpen ? ["conclusion is missing, status is completed"] : []),
    ...tooLong.map(
      ({ name, length }) =>
        `output.${name}: Only ${MAX_OUTPUT} characters are allowed; ${length} were supplied.`,
    ),
    ...(error?.issues ?? []).map(({ path, message }) => `output.annotations.${path.join(".")}: ${message}`),
  ];
}

function lengthOf(text: unknown): number {
  return typeof text === "string" ? text.length : 0;
}
