const WIDTH = 20;

/** `[########------------] 40 %` for a share from 0 to 1; empty for null. */
export function barOf(share: number | null): string {
  if (share === null) return "";
  const within = Math.min(Math.max(share, 0), 1);
  const done = Math.round(within * WIDTH);
  return `[${"#".repeat(done)}${"-".repeat(WIDTH - done)}] ${Math.floor(within * 100)} %`;
}
