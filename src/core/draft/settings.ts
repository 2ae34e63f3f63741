/** Kinds of facts that may be sent to a model beside names, types, numbers and what the findings say. */
export interface SendSettings {
  /** Short expressions of SQL from before and after, with their literals taken out. */
  readonly sql: boolean;
  /** Descriptions of models and columns. */
  readonly descriptions: boolean;
  /** Names of the groups and teams that own what is hit; never names of people. */
  readonly owners: boolean;
  /** Counts of queries and of people, and the names of dashboards. */
  readonly usage: boolean;
}

/** What a million tokens cost, in a currency of the reader's choice. */
export interface ModelPrice {
  readonly input: number;
  /** Input that the endpoint had cached. */
  readonly cached: number;
  readonly output: number;
}

/** How a repository wants its reviews worded: the `draft` of its configuration. */
export interface DraftSettings {
  /** `auto`: the router picks a model for each task. `small`, `large`: always that one. `off`: templates only. */
  readonly mode: "auto" | "small" | "large" | "off";
  /** Names of models at the endpoint; null: those that the operator set. */
  readonly models: { readonly small: string | null; readonly large: string | null };
  /** By the name of the model. One without a price is counted in tokens alone. */
  readonly prices: Readonly<Record<string, ModelPrice>>;
  /** Null: no limit. */
  readonly budgets: {
    /** Tokens in and out for one pull request, over all of its heads and commands. */
    readonly pullTokens: number | null;
    /** Tokens in and out for the repository in a day (UTC). */
    readonly dayTokens: number | null;
    /** Money for the repository in a day (UTC); only models with a price count. */
    readonly dayCost: number | null;
  };
  readonly send: SendSettings;
}

/** What holds where the configuration says nothing of it. */
export const defaultDraft: DraftSettings = {
  mode: "auto",
  models: { small: null, large: null },
  prices: {},
  budgets: { pullTokens: 200_000, dayTokens: 2_000_000, dayCost: null },
  send: { sql: true, descriptions: true, owners: true, usage: true },
};
