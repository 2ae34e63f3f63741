import type { Expr, Statement } from "../template.ts";
import type { TokenStream } from "./token-stream.ts";

/** What the parts of the parser share: the tokens, and each other. */
export interface Reader {
  readonly tokens: TokenStream;
  /** How often the names that a macro takes only when it uses them were read so far. */
  readonly uses: Record<"caller" | "varargs" | "kwargs", number>;
  /** An expression, with or without `… if … else …`. */
  readonly expression: () => Expr;
  readonly bareExpression: () => Expr;
  /** The statements up to one of these tags, which becomes the current token. */
  readonly body: (...ends: readonly string[]) => readonly Statement[];
}
