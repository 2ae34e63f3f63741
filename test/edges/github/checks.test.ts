import { afterEach, describe, expect, test } from "vitest";
import type { Annotation, Check } from "../../../src/ports.ts";
import { endNock, nockedForge, REPO } from "../../support/nock-github.ts";

afterEach(endNock);

const sha = "c".repeat(40);
const RUNS = `${REPO}/check-runs`;
const LIST = `${REPO}/commits/${sha}/check-runs?check_name=headgate&filter=all&per_page=100`;

const check: Check = {
  name: "headgate",
  headSha: sha,
  pull: 7,
  conclusion: "success",
  title: "Clean",
  summary: "Nothing breaks.",
  text: "",
  annotations: [],
  actions: [{ identifier: "rerun", label: "Re-run", description: "Review again" }],
};

function run(more: object = {}): object {
  return {
    id: 5,
    status: "completed",
    conclusion: "success",
    external_id: "7",
    app: { slug: "headgate" },
    output: { title: "Clean", summary: "Nothing breaks.", text: null, annotations_count: 0 },
    ...more,
  };
}

function list(...runs: object[]): object {
  return { total_count: runs.length, check_runs: runs };
}

function annotations(count: number): Annotation[] {
  return Array.from({ length: count }, (_, index) => ({
    path: "models/orders.sql",
    line: index + 1,
    level: "warning",
    title: `F${index + 1}`,
    message: "A column is gone.",
  }));
}

describe("one check run for a head", () => {
  test("it is created with the number of the pull request, which GitHub does not give for forks", async () => {
    const { forge, github } = nockedForge();
    github.get(LIST).reply(200, list());
    github
      .post(RUNS, {
        name: "headgate",
        head_sha: sha,
        external_id: "7",
        status: "completed",
        conclusion: "success",
        actions: [{ ...check.actions[0] }],
        output: { title: "Clean", summary: "Nothing breaks.", text: "" },
      })
      .reply(201, run());

    await expect(forge.ensureCheck(check)).resolves.toBeUndefined();
  });

  test("nothing is written where it says the same already", async () => {
    const { forge, github } = nockedForge();
    github.get(LIST).reply(200, list(run()));

    await expect(forge.ensureCheck(check)).resolves.toBeUndefined();
  });

  test("runs of other apps and of other pull requests with the same head are not ours", async () => {
    const { forge, github } = nockedForge();
    github.get(LIST).reply(200, list(run({ app: { slug: "other" } }), run({ external_id: "8" })));
    github.post(RUNS).reply(201, run({ id: 6 }));

    await expect(forge.ensureCheck(check)).resolves.toBeUndefined();
  });

  test("a finished one is opened again while it is reviewed again", async () => {
    const { forge, github } = nockedForge();
    github.get(LIST).reply(200, list(run()));
    github
      .patch(`${RUNS}/5`, ({ status, conclusion }) => status === "in_progress" && conclusion === undefined)
      .reply(200, run());

    await expect(forge.ensureCheck({ ...check, conclusion: null })).resolves.toBeUndefined();
  });

  test("a create that got no answer is looked for before it is repeated", async () => {
    const { forge, github } = nockedForge();
    github.get(LIST).reply(200, list());
    github.post(RUNS).reply(500, { message: "Oops" });
    github.get(LIST).reply(200, list(run()));

    await expect(forge.ensureCheck(check)).resolves.toBeUndefined();
  });
});

describe("what GitHub takes", () => {
  test("texts are cut to 65,535 bytes at the end of a line, and say so", async () => {
    const { forge, github } = nockedForge();
    const line = `${"é".repeat(49)}\n`;
    let sent = "";
    github.get(LIST).reply(200, list());
    github.post(RUNS, ({ output }) => ((sent = output.text), true)).reply(201, run());

    await forge.ensureCheck({ ...check, text: line.repeat(1000) });

    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(sent)).toBeGreaterThan(65_300);
    expect(sent.endsWith(`é\n\nThe rest does not fit here.`)).toBe(true);
  });

  test("annotations go out in batches of fifty", async () => {
    const { forge, github } = nockedForge();
    const sizes: number[] = [];
    github.get(LIST).reply(200, list(run()));
    github
      .patch(`${RUNS}/5`, ({ output }) => (sizes.push(output.annotations.length), true))
      .times(3)
      .reply(200, run());

    await forge.ensureCheck({ ...check, annotations: annotations(101) });

    // nock asks a body matcher more than once.
    expect(new Set(sizes)).toEqual(new Set([50, 1]));
  });

  test("annotations that are there already are not sent again", async () => {
    const { forge, github } = nockedForge();
    const there = { path: "models/orders.sql", start_line: 1, title: "F1", message: "A column is gone." };
    const output = { title: "Clean", summary: "Nothing breaks.", text: null, annotations_count: 1 };
    github.get(LIST).reply(200, list(run({ output })));
    github.get(`${RUNS}/5/annotations?per_page=100`).reply(200, [there]);
    github.patch(`${RUNS}/5`, ({ output }) => output.annotations[0].title === "F2").reply(200, run());

    await expect(forge.ensureCheck({ ...check, annotations: annotations(2) })).resolves.toBeUndefined();
  });

  test("a batch that got no answer is looked for before it is sent again", async () => {
    const { forge, github } = nockedForge();
    const there = { path: "models/orders.sql", start_line: 1, title: "F1", message: "A column is gone." };
    github.get(LIST).reply(200, list(run()));
    github.patch(`${RUNS}/5`).reply(502, { message: "Bad gateway" });
    github.get(`${RUNS}/5/annotations?per_page=100`).reply(200, [there]);

    await expect(forge.ensureCheck({ ...check, annotations: annotations(1) })).resolves.toBeUndefined();
  });

  test("there are three buttons at most", async () => {
    const { forge, github } = nockedForge();
    const button = { identifier: "rerun", label: "Re-run", description: "Review again" };
    github.get(LIST).reply(200, list());
    github.post(RUNS, ({ actions }) => actions.length === 3).reply(201, run());

    await expect(
      forge.ensureCheck({ ...check, actions: [button, button, button, button] }),
    ).resolves.toBeUndefined();
  });
});
