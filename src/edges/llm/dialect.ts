/** How an answer's form is asked for, the strictest first. */
export const rungs = ["json_schema", "json_object", "text"] as const;
export type Rung = (typeof rungs)[number];

/** The names of the limit of an answer: older servers know the first alone, OpenAI's reasoning models the second alone. */
export const limits = ["max_tokens", "max_completion_tokens", null] as const;

/** What a model at an endpoint takes of a request. */
export interface Dialect {
  readonly rung: Rung;
  /** Null: no limit can be sent. */
  readonly limit: (typeof limits)[number];
  readonly hasTemperature: boolean;
  /** It thinks before it answers, and its thoughts count against the limit. */
  readonly thinks: boolean;
}

/** What is tried first. */
export const firstDialect: Dialect = {
  rung: "json_schema",
  limit: "max_tokens",
  hasTemperature: true,
  thinks: false,
};

/**
 * What to try after a request was refused (400 or 422) with these words; null where they name nothing that could be left out.
 * Each step gives something up for good, so that there are five at most.
 */
export function simpler(dialect: Dialect, said: string): Dialect | null {
  if (dialect.hasTemperature && /temperature/iu.test(said)) return { ...dialect, hasTemperature: false };
  if (dialect.limit !== null && said.includes(dialect.limit)) {
    const limit = limits[limits.indexOf(dialect.limit) + 1] ?? null;
    return { ...dialect, limit, thinks: dialect.thinks || limit === "max_completion_tokens" };
  }
  return aboutForm.test(said) ? looser(dialect) : null;
}

/**
 * OpenAI, vLLM and LiteLLM name the parameter; llama.cpp its grammar; Groq says `json_validate_failed` where its model did not
 * keep to the form.
 */
const aboutForm = /response.?format|json_schema|json_object|json_validate_failed|grammar|guided|structured/iu;

/** The next rung down; null at the last. */
export function looser(dialect: Dialect): Dialect | null {
  const rung = rungs[rungs.indexOf(dialect.rung) + 1];
  return rung === undefined ? null : { ...dialect, rung };
}
