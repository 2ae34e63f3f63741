const EVERY = 500;

/** Prints what the App writes, and what it asks for against GitHub's description, as it comes. */
export function watch(github) {
  let [requests, violations] = [0, 0];
  return setInterval(() => {
    const [asked, wrong] = [github.requests(), github.violations()];
    const writes = asked.slice(requests).filter(({ method, login }) => method !== "GET" && login !== null);
    for (const { method, path, login, status } of writes)
      console.log(`${login}: ${method} ${path} ${status}`);
    for (const violation of wrong.slice(violations))
      console.log(`Against GitHub's description: ${violation}`);
    [requests, violations] = [asked.length, wrong.length];
  }, EVERY);
}
