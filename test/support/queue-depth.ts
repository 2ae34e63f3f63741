/** How many pull requests have work that is not finished, as a running server says it. */
export async function queueDepth(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^headgate_queue_depth (\d+)$/mu.exec(text)?.[1] ?? Number.NaN);
}
