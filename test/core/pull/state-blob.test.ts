import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readStateBlob, stateBlob, type Signer } from "../../../src/core/pull/state-blob.ts";
import { HOSTILE_NAMES } from "../../support/hostile.ts";
import { BASE, feedbackWith, HEAD, publishedWith, stateWith, waiverWith } from "../../support/pull.ts";

const signer = signerWith("key");
const seal = { scope: "acme/shop#7", signer };
const unsealed = { scope: "acme/shop#7", signer: null };

function signerWith(key: string): Signer {
  const sign = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  return { sign, isSigned: (text, signature) => sign(text) === signature };
}

function published(count: number) {
  return publishedWith({
    findings: Array.from({ length: count }, (_, index) => ({
      id: `F${index + 1}`,
      fingerprint: `2fq0m${index}`,
      rule: `rule-${index % 7}`,
      severity: "warning" as const,
      isWaived: index % 2 === 0,
    })),
  });
}

const full = stateWith({
  waivers: [waiverWith({ reason: "Ünïcode — 語" })],
  feedback: [feedbackWith(), feedbackWith({ verdict: "bad", why: "a false alarm" })],
  isPaused: true,
  allowedHeads: [HEAD, BASE],
  published: { ...published(5), at: "2026-03-02T09:00:00.000Z" },
});

describe("what is written is read back", () => {
  test.each([
    ["signed", seal],
    ["unsigned", unsealed],
  ])("%s, as it was", (_, how) => {
    const body = `text\n${stateBlob(full, how).text}\n`;

    expect(readStateBlob(body, how)).toEqual({ kind: "read", state: full });
  });

  test("a state of nothing too", () => {
    expect(readStateBlob(stateBlob(stateWith(), seal).text, seal)).toEqual({
      kind: "read",
      state: stateWith(),
    });
  });

  test.each(Object.entries(HOSTILE_NAMES))(
    "a reason with %s stays inside one hidden comment",
    (_, reason) => {
      const state = stateWith({ waivers: [waiverWith({ reason, by: reason })] });

      const { text } = stateBlob(state, seal);

      expect(text).toMatch(/^<!-- headgate:state v1 [ -;=?-~]*-->$/u);
      expect(text.slice(4, -3)).not.toMatch(/--/u);
      expect(readStateBlob(text, seal)).toEqual({ kind: "read", state });
    },
  );
});

describe("at most 4 KB", () => {
  test("the oldest feedback goes first, waivers stay", () => {
    const feedback = Array.from({ length: 100 }, (_, index) => feedbackWith({ by: `user-${index}` }));

    const { text, dropped } = stateBlob({ ...full, feedback }, seal);

    const read = readStateBlob(text, seal);
    expect(text.length).toBeLessThanOrEqual(4_096);
    expect(dropped).toMatchObject({ findings: 0, waivers: 0 });
    expect(dropped.feedback).toBeGreaterThan(0);
    expect(read).toMatchObject({ state: { waivers: full.waivers } });
    expect(read.kind === "read" && read.state.feedback.at(-1)?.by).toBe("user-99");
  });

  test("then the least important findings, which still keep their ids", () => {
    const { text, dropped } = stateBlob({ ...full, published: published(5_000) }, seal);

    const read = readStateBlob(text, seal);
    const findings = read.kind === "read" ? (read.state.published?.findings ?? []) : [];
    expect(text.length).toBeLessThanOrEqual(4_096);
    expect(dropped.waivers).toBe(0);
    expect(findings.length).toBe(5_000 - dropped.findings);
    expect(findings.at(-1)?.id).toBe(`F${findings.length}`);
  });

  test("waivers go last, and never without being counted", () => {
    const waivers = Array.from({ length: 90 }, (_, index) => waiverWith({ fingerprint: `w${index}` }));

    const { text, dropped } = stateBlob({ ...full, waivers }, seal);

    const read = readStateBlob(text, seal);
    expect(text.length).toBeLessThanOrEqual(4_096);
    expect(dropped.waivers).toBeGreaterThan(0);
    expect(read.kind === "read" && read.state.waivers.length).toBe(90 - dropped.waivers);
    expect(read).toMatchObject({ state: { feedback: [] } });
  });
});

describe("T13: a blob that must not be believed", () => {
  const written = stateBlob(full, seal).text;

  test.each([
    ["without a signature", stateBlob(full, unsealed).text, "unsigned"],
    ["signed with another key", stateBlob(full, { ...seal, signer: signerWith("other") }).text, "forged"],
    ["of another pull request", stateBlob(full, { ...seal, scope: "acme/shop#8" }).text, "forged"],
    [
      "with a waiver edited into it",
      written.replace("readers", "writers").replace('"p":1', '"p":0'),
      "forged",
    ],
    ["cut short", written.slice(0, -20), "broken"],
    ["twice, one of them pasted", `${written}\n${written}`, "broken"],
    ["of a later format", written.replace("state v1", "state v2"), "broken"],
  ])("%s is refused", (_, body, why) => {
    expect(readStateBlob(body, seal)).toEqual({ kind: "refused", why });
  });

  test("a body without one says that there is none", () => {
    expect(readStateBlob("<!-- headgate:review v1 pr=7 -->\n**1 breaking**", seal)).toEqual({ kind: "none" });
  });

  test("one that is quoted inside a line is none", () => {
    expect(readStateBlob(`see ${written}`, seal)).toEqual({ kind: "none" });
  });
});

describe("text that is no state is refused, whatever it holds", () => {
  test.each([
    ["{}", "no version"],
    ['{"v":1}', "no lists"],
    ['{"v":1,"w":[["f"]],"f":[],"a":[],"r":[],"l":null}', "half a waiver"],
    ['{"v":1,"w":{},"f":[],"a":[],"r":[],"l":null}', "an object for a list"],
    ['{"v":1,"w":[],"f":[],"a":["main"],"r":[],"l":null}', "a branch for a sha"],
    [
      `{"v":1,"w":[],"f":[],"a":[],"r":[],"l":["${HEAD}","${BASE}",[["f",9,0,0]]]}`,
      "a rule that is not there",
    ],
    [
      `{"v":1,"w":[["f","b","r","a","${HEAD}",7]],"f":[],"a":[],"r":[],"l":null}`,
      "a severity beyond the list",
    ],
    ['{"__proto__":{"v":1},"w":[]}', "a prototype"],
    [`{"v":1,"w":[${"[".repeat(900)}${"]".repeat(900)}],"f":[],"a":[],"r":[],"l":null}`, "deep nesting"],
    ["{not json}", "no JSON"],
  ])("%s (%s)", (payload) => {
    expect(readStateBlob(`<!-- headgate:state v1 - ${payload} -->`, unsealed)).toEqual({
      kind: "refused",
      why: "broken",
    });
  });
});
