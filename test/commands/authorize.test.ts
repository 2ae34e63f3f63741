import { describe, expect, test } from "vitest";
import { refusalOf, type Asking } from "../../src/commands/authorize.ts";
import type { Command } from "../../src/commands/command.ts";
import { commands } from "../../src/commands/index.ts";
import type { Permission } from "../../src/ports.ts";

const PERMISSIONS: readonly Permission[] = ["none", "read", "triage", "write", "maintain", "admin"];

/** Who may, by verb: the least permission on a private and on a public repository, and whether the author may. */
const TABLE: Readonly<
  Record<string, readonly [onPrivate: Permission, onPublic: Permission, author: boolean]>
> = {
  help: ["read", "read", true],
  review: ["write", "write", true],
  explain: ["triage", "triage", true],
  impact: ["read", "triage", true],
  usage: ["read", "triage", true],
  owners: ["read", "triage", true],
  ask: ["write", "write", false],
  docs: ["write", "write", true],
  waive: ["write", "write", false],
  unwaive: ["write", "write", false],
  good: ["triage", "triage", true],
  bad: ["triage", "triage", true],
  why: ["read", "triage", true],
  pause: ["write", "write", true],
  resume: ["write", "write", true],
  config: ["read", "read", true],
  ok: ["write", "write", false],
};

function command(verb: string): Command {
  const found = commands.find((candidate) => candidate.verb === verb);
  if (found === undefined) throw new Error(`no command ${verb}`);
  return found;
}

function asking(overrides: Partial<Asking> = {}): Asking {
  return {
    login: "somebody",
    permission: "read",
    pull: { author: "author", isPrivate: false },
    allow: {},
    accepts: null,
    ...overrides,
  };
}

function isEnough(permission: Permission, needed: Permission): boolean {
  return PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf(needed);
}

test("the table names every command", () => {
  expect(commands.map(({ verb }) => verb).sort()).toEqual(Object.keys(TABLE).sort());
});

describe.each(Object.entries(TABLE))("%s", (verb, [onPrivate, onPublic, author]) => {
  test.each(PERMISSIONS)("with %s access, on a private and on a public repository", (permission) => {
    const on = (isPrivate: boolean) =>
      refusalOf(command(verb), asking({ permission, pull: { author: "author", isPrivate } })) === null;

    expect(on(true)).toBe(isEnough(permission, onPrivate));
    expect(on(false)).toBe(isEnough(permission, onPublic));
  });

  test(`the author with read access ${author ? "may" : "may not"}`, () => {
    const refusal = refusalOf(command(verb), asking({ login: "AUTHOR" }));

    expect(refusal === null).toBe(author || onPublic === "read");
  });

  test("T8: a bot never may, whatever its permission", () => {
    for (const login of ["headgate[bot]", "dependabot[BOT]", "author[bot]"]) {
      const pull = { author: login, isPrivate: true };

      expect(refusalOf(command(verb), asking({ login, permission: "admin", pull }))).toBe("bot");
    }
  });
});

describe("waiving an error", () => {
  test.each(PERMISSIONS)("T8: the author with %s access never may", (permission) => {
    const refusal = refusalOf(command("waive"), asking({ login: "Author", permission, accepts: "error" }));

    expect(refusal).toBe("own-error");
  });

  test("the author never may, even where the configuration lets everybody", () => {
    const allow = { waive: "read" } as const;
    const pull = { author: "author", isPrivate: true };

    expect(refusalOf(command("waive"), asking({ login: "author", allow, pull, accepts: "error" }))).toBe(
      "own-error",
    );
  });

  test("somebody else with write access may, and the author may waive a warning", () => {
    expect(refusalOf(command("waive"), asking({ permission: "write", accepts: "error" }))).toBeNull();
    expect(
      refusalOf(command("waive"), asking({ login: "author", permission: "write", accepts: "warning" })),
    ).toBeNull();
  });
});

describe("the configuration", () => {
  test("may ask for more, or for less", () => {
    expect(refusalOf(command("help"), asking({ allow: { help: "write" } }))).toBe("permission");
    expect(refusalOf(command("ask"), asking({ permission: "triage", allow: { ask: "triage" } }))).toBeNull();
  });

  test("cannot open a command to everybody on a public repository", () => {
    const refusal = refusalOf(command("waive"), asking({ permission: "read", allow: { waive: "read" } }));

    expect(refusal).toBe("permission");
  });
});
