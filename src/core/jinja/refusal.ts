/** Characters of a reason; what a template writes into it may be long. */
const LONGEST = 500;

/** Why a template cannot be read or rendered. Thrown inside the interpreter only; what leaves it is a value. */
export class Refusal extends Error {
  /** A whole sentence or Python's own message. */
  readonly why: string;
  /** The line that it is about, where that is not the one that is being read or rendered. */
  readonly line: number | null;

  constructor(why: string, line: number | null = null) {
    super("refused");
    this.name = "Refusal";
    this.why = why.length > LONGEST ? `${why.slice(0, LONGEST)}…` : why;
    this.line = line;
  }
}
