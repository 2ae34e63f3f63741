/** What is wrong with what GitHub shows in the end. All are 0 when nothing was lost and nothing was done twice. */
export function lossesAt(host) {
  const { pulls, commands, github } = host;
  const count = (all, isWrong) => all.filter((one) => isWrong(one)).length;
  return {
    "webhooks never acknowledged": host.untaken().length,
    "not exactly one comment": count(pulls, (pull) => reviewsOn(pull).length !== 1),
    "comment not of the newest head": count(pulls, (pull) => !isOfHead(reviewsOn(pull).at(-1), pull)),
    "not exactly one check run": count(pulls, (pull) => pull.checkRuns().length !== 1),
    "check run not completed": count(pulls, (pull) => pull.checkRuns().at(-1)?.conclusion !== "failure"),
    "commands without a reply": count(commands, (command) => repliesTo(command).length === 0),
    "commands replied to twice": count(commands, (command) => repliesTo(command).length > 1),
    "requests against the contract": github.violations().length,
  };
}

function reviewsOn(pull) {
  return pull.comments().filter(({ body }) => body.startsWith("<!-- headgate:review v1 "));
}

function isOfHead(comment, pull) {
  return comment?.body.includes(`\`${pull.headSha().slice(0, 8)}\``) ?? false;
}

function repliesTo({ pull, comment }) {
  return pull.comments().filter(({ body }) => body.startsWith(`<!-- headgate:reply v1 issue=${comment} -->`));
}
