const REPOSITORY = { id: 10, name: "shop", owner: { login: "acme" } };
const PERSON = { login: "ana", type: "User" };

/**
 * What happens on the code host, and which webhooks tell of it and when: `{ happensAt, sentAt, id, pull, head?, command?,
 * event, payload }`, times in milliseconds from the start. A part comes in bursts, a part late and so out of order, and a
 * part twice with the same id. `count` webhooks in all.
 */
export function planDeliveries({ count, pulls, lastsMs, prefix }, random) {
  const bursts = Array.from({ length: 20 }, () => random.below(lastsMs));
  const deliveries = [];
  while (deliveries.length < count) {
    const inBurst = random.isTrue(0.4);
    const happensAt = inBurst
      ? bursts[random.below(bursts.length)] + random.below(100)
      : random.below(lastsMs);
    const late = random.isTrue(0.3) ? random.below(2000) : 0;
    const id = `${prefix}-${deliveries.length}`;
    const delivery = {
      happensAt,
      sentAt: happensAt + late,
      id,
      ...eventOf(id, 1 + random.below(pulls), random),
    };
    deliveries.push(delivery);
    if (random.isTrue(0.15) && deliveries.length < count) {
      deliveries.push({ ...delivery, sentAt: delivery.sentAt + random.below(3000), isAgain: true });
    }
  }
  return deliveries;
}

function eventOf(id, pull, random) {
  const place = { repository: REPOSITORY, installation: { id: 1 }, sender: PERSON };
  const kind = random.below(10);
  if (kind < 7) {
    const head = random.hex(40);
    const pullRequest = { number: pull, state: "open", head: { sha: head } };
    return {
      pull,
      head,
      event: "pull_request",
      payload: { action: "synchronize", pull_request: pullRequest, ...place },
    };
  }
  if (kind < 9) {
    const comment = { id: 1, body: `/headgate ok ${id}`, user: PERSON };
    const issue = { number: pull, state: "open", pull_request: {} };
    return {
      pull,
      command: comment.body,
      event: "issue_comment",
      payload: { action: "created", issue, comment, ...place },
    };
  }
  return {
    pull,
    event: "check_run",
    payload: { action: "rerequested", check_run: { external_id: String(pull) }, ...place },
  };
}
