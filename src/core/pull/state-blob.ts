import type { Json } from "../json.ts";
import { decodeState, encodeState } from "./state-code.ts";
import type { PullState } from "./state.ts";

/** Room for the whole hidden comment, in bytes; it is written in ASCII. */
const MAX_BYTES = 4_096;
/** What one entry takes, rather too much: so many are left out in one step. */
const TYPICAL_BYTES = 250;
/** Nothing longer is parsed. */
const MAX_READ = 8_192;

const NO_SIGNATURE = "-";

/** Signs the state that is kept in the comment, so that nobody can forge it. */
export interface Signer {
  readonly sign: (text: string) => string;
  readonly isSigned: (text: string, signature: string) => boolean;
}

/** What the blob is bound to, so that one of another pull request is refused, and who signs it; null: nobody. */
export interface BlobSeal {
  /** `owner/repository#7`, see `pullName`. */
  readonly scope: string;
  readonly signer: Signer | null;
}

/** The state as a hidden HTML comment, and how much of it found no room. */
export interface StateBlob {
  readonly text: string;
  readonly dropped: { readonly feedback: number; readonly findings: number; readonly waivers: number };
}

/** What a comment's body says of the state. `refused`: there is a blob, and it must not be believed. */
export type ReadState =
  | { readonly kind: "read"; readonly state: PullState }
  | { readonly kind: "none" }
  | { readonly kind: "refused"; readonly why: "broken" | "unsigned" | "forged" };

/**
 * The state as a hidden comment of at most 4 KB. What does not fit goes in this order: the oldest feedback, heads that were
 * allowed long ago, the least important findings, and only then the oldest waivers; `dropped` says how much, so that a lost
 * waiver is never silent.
 */
export function stateBlob(state: PullState, seal: BlobSeal): StateBlob {
  let kept = state;
  for (;;) {
    const text = written(kept, seal);
    const smaller = text.length <= MAX_BYTES ? null : smallerThan(kept, text.length - MAX_BYTES);
    if (smaller === null) return { text, dropped: lost(state, kept) };
    kept = smaller;
  }
}

/** The state with less in it; null when there is nothing left to leave out. `excess`: bytes too many. */
function smallerThan(state: PullState, excess: number): PullState | null {
  const count = Math.max(1, Math.floor(excess / TYPICAL_BYTES));
  if (state.feedback.length > 0) return { ...state, feedback: state.feedback.slice(count) };
  if (state.allowedHeads.length > 1) return { ...state, allowedHeads: state.allowedHeads.slice(1) };
  const { published } = state;
  if (published !== null && published.findings.length > 0)
    return { ...state, published: { ...published, findings: published.findings.slice(0, -count) } };
  return state.waivers.length > 0 ? { ...state, waivers: state.waivers.slice(1) } : null;
}

function lost(state: PullState, kept: PullState): StateBlob["dropped"] {
  return {
    feedback: state.feedback.length - kept.feedback.length,
    findings: (state.published?.findings.length ?? 0) - (kept.published?.findings.length ?? 0),
    waivers: state.waivers.length - kept.waivers.length,
  };
}

function written(state: PullState, { scope, signer }: BlobSeal): string {
  const payload = JSON.stringify(encodeState(state)).replace(UNSAFE, escapeUnit);
  const signature = signer === null ? NO_SIGNATURE : signer.sign(signed(scope, payload));
  return `<!-- headgate:state v1 ${signature} ${payload} -->`;
}

/** What could end the comment or open another, such as a copy of our marker; and what takes more than a byte. */
const UNSAFE = /[<>&]|[^ -~]|(?<=-)-/gu;

/** As an escape of JSON, so that parsing gives the same text back. None of these stands outside of JSON's strings. */
function escapeUnit(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    return `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }).join("");
}

/** The scope goes into the signature: a blob copied from another pull request is a forged one. */
function signed(scope: string, payload: string): string {
  return `${scope}\n${payload}`;
}

/**
 * The state that the body of our own comment holds. A body is text that others may have edited: more than one blob,
 * one that is too long, or one that does not parse is broken; with a signer, one without the right signature is refused.
 * Without a signer the caller must have proven who wrote the comment.
 */
export function readStateBlob(body: string, { scope, signer }: BlobSeal): ReadState {
  const blobs = body.match(/^<!-- headgate:state .*$/gmu) ?? [];
  const [line] = blobs;
  if (line === undefined) return { kind: "none" };
  const parts = /^<!-- headgate:state v1 (\S+) (\{.*\}) -->\s*$/u.exec(line.slice(0, MAX_READ));
  if (blobs.length > 1 || parts === null) return { kind: "refused", why: "broken" };
  const [, signature = NO_SIGNATURE, payload = ""] = parts;
  const fault = signer === null ? null : sealFault(signer, signed(scope, payload), signature);
  if (fault !== null) return { kind: "refused", why: fault };
  const state = decodeState(parseJson(payload));
  return state === null ? { kind: "refused", why: "broken" } : { kind: "read", state };
}

function sealFault(signer: Signer, text: string, signature: string): "unsigned" | "forged" | null {
  if (signature === NO_SIGNATURE) return "unsigned";
  return signer.isSigned(text, signature) ? null : "forged";
}

/** `JSON.parse` with the type that it has. */
const parseText: (text: string) => Json = JSON.parse;

function parseJson(text: string): Json {
  try {
    return parseText(text);
  } catch {
    return null;
  }
}
