interface CheckBody {
  readonly status?: string;
  readonly conclusion?: string;
  readonly output?: Readonly<Record<"title" | "summary" | "text", string | undefined>>;
}

const MAX_OUTPUT = 65_535;
const MAX_COMMENT = 65_536;

/** What GitHub refuses and its description does not say: over-long texts, and a completed check without a conclusion. */
export function byHand(operation: string, body: unknown): readonly string[] {
  if (/ \/repos\/\{owner\}\/\{repo\}\/check-runs(\/\{check_run_id\})?$/u.test(operation)) {
    return body === null ? [] : faultsOfCheck(body as CheckBody);
  }
  const text = (body as { readonly body?: unknown } | null)?.body;
  if (typeof text !== "string" || text.length <= MAX_COMMENT) return [];
  return [`body is too long (maximum is ${MAX_COMMENT} characters)`];
}

function faultsOfCheck({ status, conclusion, output }: CheckBody): readonly string[] {
  const open = status === "completed" && conclusion === undefined;
  const texts = Object.entries(output ?? {}).filter(([name]) => ["title", "summary", "text"].includes(name));
  const long = texts.filter(([, text]) => (text ?? "").length > MAX_OUTPUT);
  return [
    ...(open ? ["conclusion is missing, status is completed"] : []),
    ...long.map(
      ([name, text]) =>
        `output.${name}: Only ${MAX_OUTPUT} characters are allowed; ${text?.length} were supplied.`,
    ),
  ];
}
