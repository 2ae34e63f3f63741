/** Why a sentence of a model was thrown away. */
export type DropReason =
  | "hidden characters"
  | "link"
  | "markup"
  | "mention"
  | "issue reference"
  | "command"
  | "verdict"
  | "certainty"
  | "unknown name"
  | "unknown number"
  | "unknown finding"
  | "too long"
  | "repeated";

export interface Dropped {
  readonly reason: DropReason;
  /** For the model's second try: which of its words it was. */
  readonly what: string;
}

/** What is left of a text, and what was thrown away. */
export interface Checked {
  readonly text: string;
  readonly dropped: readonly Dropped[];
}
