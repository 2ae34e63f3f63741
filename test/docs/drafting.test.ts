import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readEndpoint } from "../../src/server/model-endpoint.ts";
import { endModels } from "../support/end-model.ts";
import { draftWorld } from "../support/model-call.ts";
import type { Refused } from "../support/model/picky.ts";
import { startModel } from "../support/model/start.ts";

const page = readFileSync(new URL("../../docs/drafting.md", import.meta.url), "utf8");

/** The environment that the page shows after a line that begins so. */
function environmentOf(server: string): Record<string, string> {
  const [, block = ""] = new RegExp(`^${server}[^\\n]*:\\n\\n\`\`\`sh\\n(.*?)\`\`\``, "msu").exec(page) ?? [];
  return Object.fromEntries([...block.matchAll(/^(\w+)=(.+)$/gmu)].map(([, name, value]) => [name, value]));
}

/** What the models of a server do not take, as far as it is known. */
const servers: readonly (readonly [string, string, readonly Refused[]])[] = [
  ["OpenAI", "/v1", ["max_tokens", "temperature"]],
  ["Azure OpenAI", "/openai/v1", ["json_schema"]],
  ["Groq", "/openai/v1", ["groq"]],
  ["Ollama", "/v1", []],
  ["vLLM", "/v1", []],
  ["llama\\.cpp", "/v1", ["grammar"]],
  ["LiteLLM", "/v1", ["json_schema", "temperature"]],
  ["OpenRouter", "/api/v1", ["json_schema", "json_object"]],
];

test.each(servers)(
  "what the page says of %s reaches it, in the way that it takes",
  async (name, prefix, refuses) => {
    const endpoint = readEndpoint(environmentOf(name));
    const apiKey = endpoint?.apiKey ?? "none";
    const server = await startModel({ prefix, refuses, apiKey });
    const baseUrl = endpoint?.baseUrl.replace(/^https?:\/\/[^/]+/u, new URL(server.baseUrl).origin) ?? "";
    const world = draftWorld({ baseUrl }, { endpoint: { ...endpoint, baseUrl } });

    const small = await world.draft({ size: "small" });
    const large = await world.draft({ size: "large" });

    expect([small.kind, large.kind]).toEqual(["answered", "answered"]);
    expect(small.model).toMatch(/your-/u);
    expect(server.requests().every(({ path }) => path === `${prefix}/chat/completions`)).toBe(true);
    await endModels(server);
  },
);

test("every server of the page is among those", () => {
  const shown = page.match(/^```sh$/gmu) ?? [];

  expect(shown).toHaveLength(servers.length);
});
