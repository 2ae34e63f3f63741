import { expect, test } from "vitest";
import { readEndpoint } from "../../src/server/model-endpoint.ts";

test("without a key and an address there is no endpoint, whatever models are named", () => {
  expect(readEndpoint({ HEADGATE_MODEL_SMALL: "small-1", OPENAI_API_KEY: " " })).toBeNull();
});

test("a key alone means OpenAI", () => {
  expect(readEndpoint({ OPENAI_API_KEY: "sk-1", HEADGATE_MODEL_LARGE: "large-1" })).toEqual({
    baseUrl: "https://api.openai.com/v1",
    apiKey: "sk-1",
    models: { small: null, large: "large-1" },
    dayTokens: null,
  });
});

test("an address alone means a server that wants no key", () => {
  const endpoint = readEndpoint({
    OPENAI_BASE_URL: "http://localhost:11434/v1/",
    HEADGATE_MODEL_SMALL: "small-1",
    HEADGATE_TOKENS_PER_DAY: "500000",
  });

  expect(endpoint).toEqual({
    baseUrl: "http://localhost:11434/v1",
    apiKey: null,
    models: { small: "small-1", large: null },
    dayTokens: 500_000,
  });
});

test.each([
  ["no address", { OPENAI_BASE_URL: "localhost:11434" }, "model-address-invalid"],
  ["an address of another kind", { OPENAI_BASE_URL: "file:///etc" }, "model-address-invalid"],
  [
    "an address with a password",
    { OPENAI_BASE_URL: "https://ada:s3cret@models.example" },
    "model-address-invalid",
  ],
  [
    "an address with a query",
    { OPENAI_BASE_URL: "https://models.example/v1?key=s3cret" },
    "model-address-invalid",
  ],
  [
    "a limit that is no number",
    { OPENAI_API_KEY: "sk-1", HEADGATE_TOKENS_PER_DAY: "1e6" },
    "tokens-per-day-invalid",
  ],
])("%s is refused, without saying it", (_, env, code) => {
  const read = () => readEndpoint(env);

  expect(read).toThrow(expect.objectContaining({ code }));
  expect(read).not.toThrow(/s3cret/u);
});

test("an address that was copied whole is cut where it must be", () => {
  expect(readEndpoint({ OPENAI_BASE_URL: "https://models.example/v1/chat/completions" })?.baseUrl).toBe(
    "https://models.example/v1",
  );
});
