import { isatty } from "node:tty";

/** Where a command writes, as a value. Standard output holds results only; everything else goes to standard error. */
export interface Terminal {
  /** Standard output is a terminal that a person looks at. */
  readonly isTerminal: boolean;
  /** Results may be colored. */
  readonly color: boolean;
  readonly width: number;
  /** Standard error is a terminal, so that a line of progress may be shown and taken away again. */
  readonly showsProgress: boolean;
  /** Writes a result; resolves when it is out. A reader that has gone away (`| head`) is no error. */
  readonly print: (text: string) => Promise<void>;
  /** Writes a note to standard error. */
  readonly say: (text: string) => void;
}

const DEFAULT_WIDTH = 100;

/** The terminal of a process. */
export function terminalOf({ stdout, stderr, env }: NodeJS.Process): Terminal {
  // Without a listener, a closed pipe would end the process with a stack trace.
  stdout.on("error", () => undefined);
  stderr.on("error", () => undefined);
  const isTerminal = isatty(stdout.fd);
  return {
    isTerminal,
    color: wantsColor(env, isTerminal),
    // Some terminals say that they have 0 columns.
    width: isTerminal && stdout.columns > 0 ? stdout.columns : DEFAULT_WIDTH,
    showsProgress: isatty(stderr.fd),
    print: (text) => printTo(stdout, text),
    say: (text) => void stderr.write(text),
  };
}

/** FORCE_COLOR beats NO_COLOR, as in Node itself; an empty variable says nothing. */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: term } = env;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if (none !== undefined && none !== "") return false;
  return isTerminal && term !== "dumb";
}

function printTo(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !isClosedPipe(error)) reject(error);
      else resolve();
    });
  });
}

function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED";
}
