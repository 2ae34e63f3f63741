import { z } from "zod";

/** What a client was asked: the command's name and its input. */
const AwsRequest = z.object({ command: z.string(), input: z.record(z.string(), z.unknown()) });
type AwsRequest = z.infer<typeof AwsRequest>;

/** A client of the AWS SDK over answers that a test writes down, and what it was asked. */
export interface FakeAws {
  readonly asked: AwsRequest[];
  /** Clients that were made, and those that were let go of. */
  made: number;
  destroyed: number;
  readonly clientClass: AwsClientClass;
  readonly command: (name: string) => AwsCommandClass;
}

/** `answers`: by the name of the command, in order; an `Error` is thrown, the last answer stays. */
export function fakeAws(answers: Readonly<Record<string, readonly unknown[]>>): FakeAws {
  const left = new Map(Object.entries(answers).map(([name, list]) => [name, [...list]]));
  const fake: FakeAws = {
    asked: [],
    made: 0,
    destroyed: 0,
    clientClass: class {
      constructor() {
        fake.made += 1;
      }

      readonly send = (request: object): Promise<unknown> => {
        const asked = AwsRequest.parse(request);
        fake.asked.push(asked);
        const list = left.get(asked.command) ?? [];
        const answer = list.length > 1 ? list.shift() : list[0];
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      };

      readonly destroy = (): void => {
        fake.destroyed += 1;
      };
    },
    command: (command) =>
      class {
        readonly command = command;
        readonly input: Readonly<Record<string, unknown>>;

        constructor(input: Readonly<Record<string, unknown>>) {
          this.input = input;
        }
      },
  };
  return fake;
}

/** An error as the SDK throws it for what a service answers. */
export function awsError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $fault: "client", $metadata: { httpStatusCode: 400 } });
}
