/*
 * What is used of the two clients of the AWS SDK. They are optional peer dependencies (docs/decisions), so that nothing
 * can be compiled against their own types: answers are parsed like any other.
 */
interface AwsClient {
  readonly send: (command: object, options: { readonly abortSignal: AbortSignal }) => Promise<unknown>;
  readonly destroy: () => void;
}

type AwsClientClass = new (config: { readonly maxAttempts: number }) => AwsClient;
type AwsCommandClass = new (input: Readonly<Record<string, unknown>>) => object;

declare module "@aws-sdk/client-redshift-data" {
  export const RedshiftDataClient: AwsClientClass;
  export const ExecuteStatementCommand: AwsCommandClass;
  export const DescribeStatementCommand: AwsCommandClass;
  export const GetStatementResultCommand: AwsCommandClass;
  export const CancelStatementCommand: AwsCommandClass;
}

declare module "@aws-sdk/client-athena" {
  export const AthenaClient: AwsClientClass;
  export const ListWorkGroupsCommand: AwsCommandClass;
  export const ListQueryExecutionsCommand: AwsCommandClass;
  export const BatchGetQueryExecutionCommand: AwsCommandClass;
}
