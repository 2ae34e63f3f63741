/** What a route answers. `body` is sent as JSON, `bytes` as they are. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 200 with a JSON body. */
export function ok(body: unknown): Reply {
  return { status: 200, body };
}

/** 201 with a JSON body. */
export function created(body: unknown): Reply {
  return { status: 201, body };
}

/** 204. */
export const noContent: Reply = { status: 204 };

/** 200 with bytes of a media type. */
export function raw(bytes: string | Uint8Array, type: string): Reply {
  return { status: 200, bytes, headers: { "content-type": type } };
}
