/** Why a template cannot be read or rendered. Thrown inside the interpreter only; what leaves it is a value. */
export class Refusal extends Error {
  /** A whole sentence or Python's own message. */
  readonly why: string;

  constructor(why: string) {
    super(why);
    this.name = "Refusal";
    this.why = why;
  }
}
