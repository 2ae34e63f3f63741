/** One attempt to send an event, as `/app/hook/deliveries` lists it. */
export interface HookDelivery {
  readonly id: number;
  /** `X-GitHub-Delivery`; a redelivery keeps it. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly installation: number;
  readonly repository: number | null;
  readonly isRedelivery: boolean;
  readonly at: number;
  /** What the receiver answered; 502 when nobody listened, null while it is under way or held. */
  statusCode: number | null;
  /** `OK`, or why not. */
  status: string;
  /** Milliseconds until the answer. */
  duration: number;
}

/** Where events go, and which went out. */
export interface Hooks {
  /** Null: nobody listens, and nothing is recorded. */
  url: string | null;
  readonly secret: string;
  readonly deliveries: HookDelivery[];
  /** Events that a test keeps back; null when they go out at once. */
  held: HookDelivery[] | null;
  readonly underWay: Set<Promise<unknown>>;
}
