/** What is wrong with a text that is no usable JSON object. */
export type Malformation =
  | "empty"
  | "not-json"
  | "not-object"
  | "truncated"
  | "trailing"
  | "too-deep"
  | "entry-too-large"
  | "file-too-large"
  | "broken-entry"
  | "section-not-object";

/** Thrown by the scanner; the edge makes an `ArtifactError` of it, which names the file. */
export class MalformedJson extends Error {
  readonly reason: Malformation;
  /** The section or entry, where one is to blame. */
  readonly where: string;

  constructor(reason: Malformation, where = "", options?: ErrorOptions) {
    super(`${reason} ${where}`, options);
    this.name = "MalformedJson";
    this.reason = reason;
    this.where = where;
  }
}
