import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, test } from "vitest";

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

const dockerfile = read("Dockerfile");

test("the image runs on Node 24 and not as root", () => {
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gmu)].map(([, image]) => image);
  const last = dockerfile.slice(dockerfile.lastIndexOf("FROM "));

  expect(images).toEqual(["node:24-slim", "node:24-slim", "node:24-slim"]);
  expect(last).toMatch(/^USER node$/mu);
  expect(last.indexOf("USER node")).toBeLessThan(last.indexOf("ENTRYPOINT"));
});

test("no install runs scripts, and the image holds no development tools", () => {
  const installs = dockerfile.match(/npm ci .*/gu) ?? [];

  expect(installs).toHaveLength(2);
  expect(installs.every((line) => line.includes("--ignore-scripts"))).toBe(true);
  expect(dockerfile).toContain("COPY --from=packages /app/node_modules");
});

test("the server listens on all addresses of its container and is asked for its health", () => {
  expect(dockerfile).toMatch(/^ENV .*\bHOST=0\.0\.0\.0\b/mu);
  expect(dockerfile).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/mu);
});

test("what the image is made of is let through to the builder, and nothing else is", () => {
  const [first, ...allowed] = read(".dockerignore")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gmu)].flatMap(([, paths = ""]) =>
    paths.split(" "),
  );

  expect(first).toBe("*");
  expect(new Set(copied)).toEqual(new Set(allowed.map((line) => line.slice(1))));
});

test("compose starts the server after its database, with its secrets from outside", () => {
  const { services } = parse(read("compose.yml"));

  expect(services.headgate.depends_on.postgres).toEqual({ condition: "service_healthy" });
  expect(services.headgate.environment.DATABASE_URL).toContain("@postgres:5432/");
  for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"]) {
    expect(services.headgate.environment[name]).toMatch(/^\$\{\w+:\?/u);
  }
});
