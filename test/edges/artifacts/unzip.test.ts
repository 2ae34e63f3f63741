import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zipSync, type Zippable } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { unzip } from "../../../src/edges/artifacts/unzip.ts";
import { ArtifactError } from "../../../src/errors.ts";

const MB = 1024 * 1024;
const manifest = Buffer.from('{"metadata":{}}');

let folder = "";
let out = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-zip-"));
  out = mkdtempSync(join(folder, "out-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Unpacks a zip made of these bytes; gives the names of what was written. */
async function unpack(bytes: Uint8Array, mostBytes = MB): Promise<readonly string[]> {
  const path = join(folder, "artifact.zip");
  writeFileSync(path, bytes);
  await unzip(path, { folder: out, name: "dbt-root", mostBytes });
  return readdirSync(out).toSorted();
}

async function refusal(bytes: Uint8Array, mostBytes = MB): Promise<ArtifactError> {
  try {
    await unpack(bytes, mostBytes);
  } catch (error) {
    if (error instanceof ArtifactError) return error;
    throw error;
  }
  throw new Error("It was unpacked.");
}

function zip(entries: Zippable): Uint8Array {
  return zipSync(entries);
}

/** Sets bytes at each place where a signature stands. */
function patched(bytes: Uint8Array, signature: number, change: (view: DataView) => void): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let at = 0; at + 46 <= copy.length; at += 1) {
    const view = new DataView(copy.buffer, at);
    if (view.getUint32(0, true) === signature) change(view);
  }
  return copy;
}

const DIRECTORY = 0x02014b50;

describe("what is taken", () => {
  test("the five artifacts, plain or packed, from any folder, under their fixed names", async () => {
    const names = await unpack(
      zip({
        "target/manifest.json": manifest,
        "target/catalog.json.gz": gzipSync(Buffer.from("{}")),
        "run_results.json": manifest,
        "a/b/sources.json": manifest,
        "semantic_manifest.json": [manifest, { level: 0 }],
      }),
    );

    expect(names).toEqual(
      ["catalog", "manifest", "run_results", "semantic_manifest", "sources"].map((kind) => `${kind}.json`),
    );
    expect(readFileSync(join(out, "catalog.json"), "utf8")).toBe("{}");
    expect(readFileSync(join(out, "manifest.json"))).toEqual(manifest);
  });

  test("nothing else, and nothing by its path", async () => {
    const names = await unpack(
      zip({
        "manifest.json": manifest,
        "../../escaped.json": manifest,
        "/etc/passwd": manifest,
        "target/graph.gpickle": manifest,
        "manifest.json/notes.txt": manifest,
        "old-manifest.json": manifest,
      }),
    );

    expect(names).toEqual(["manifest.json"]);
    expect(readdirSync(folder).toSorted()).toEqual(["artifact.zip", out.slice(folder.length + 1)]);
  });

  test("a path that climbs out is only looked at for its last part", async () => {
    expect(await unpack(zip({ "../../../manifest.json": manifest }))).toEqual(["manifest.json"]);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("packed bytes that look like the signature of a next entry are bytes", async () => {
    const tricky = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from("504b0708504b0304504b0102", "hex"),
      Buffer.from('"}'),
    ]);

    await unpack(zip({ "manifest.json": [tricky, { level: 0 }] }));

    expect(readFileSync(join(out, "manifest.json"))).toEqual(tricky);
  });

  test("a link is no file", async () => {
    const link = { os: 3, attrs: (0o120777 << 16) >>> 0 };
    const error = await refusal(zip({ "manifest.json": [Buffer.from("/etc/passwd"), link] }));

    expect(error.code).toBe("zip-no-manifest");
  });
});

describe("what is refused", () => {
  test("a zip bomb: the bytes are counted while they are unpacked", async () => {
    const bomb = zip({ "manifest.json": new Uint8Array(20 * MB) });
    expect(bomb.length).toBeLessThan(40_000);

    const error = await refusal(bomb);

    expect(error.advice.why).toBe("It has more than 1 MB.");
    expect(readFileSync(join(out, "manifest.json")).length).toBeLessThanOrEqual(MB);
  });

  test("a zip bomb that lies about its size", async () => {
    const bomb = patched(zip({ "manifest.json": new Uint8Array(20 * MB) }), DIRECTORY, (view) =>
      view.setUint32(24, 10, true),
    );

    expect((await refusal(bomb)).code).toBe("artifact-too-large");
  });

  test("a gzip bomb inside of a zip", async () => {
    const bomb = zip({ "manifest.json.gz": gzipSync(new Uint8Array(20 * MB)) });

    expect((await refusal(bomb)).code).toBe("artifact-too-large");
  });

  test("a bomb beside the artifacts is not unpacked at all", async () => {
    const names = await unpack(
      zip({ "manifest.json": manifest, "target/padding.bin": new Uint8Array(20 * MB) }),
    );

    expect(names).toEqual(["manifest.json"]);
  });

  test("a zip without a manifest", async () => {
    expect((await refusal(zip({ "catalog.json": manifest }))).advice.why).toBe(
      "The zip holds no `manifest.json`.",
    );
  });

  test("the same artifact in two folders", async () => {
    const two = zip({ "shop/manifest.json": manifest, "finance/manifest.json.gz": gzipSync(manifest) });

    expect((await refusal(two)).code).toBe("zip-ambiguous");
  });

  test("an encrypted zip", async () => {
    const encrypted = patched(zip({ "manifest.json": manifest }), DIRECTORY, (view) =>
      view.setUint16(8, 1, true),
    );

    expect((await refusal(encrypted)).code).toBe("zip-encrypted");
  });

  test("a method that nobody expects", async () => {
    const odd = patched(zip({ "manifest.json": manifest }), DIRECTORY, (view) =>
      view.setUint16(10, 14, true),
    );

    expect((await refusal(odd)).code).toBe("zip-method");
  });

  test("bytes that do not have their checksum, and packed bytes that are none", async () => {
    const other = patched(zip({ "manifest.json": manifest }), DIRECTORY, (view) =>
      view.setUint32(16, 1, true),
    );
    const noise = zip({ "manifest.json": [Buffer.alloc(100, 7), { level: 0 }] });
    const garbled = patched(noise, DIRECTORY, (view) => view.setUint16(10, 8, true));

    expect((await refusal(other)).code).toBe("zip-damaged");
    rmSync(join(out, "manifest.json"));
    expect((await refusal(garbled)).code).toBe("zip-damaged");
  });

  test.each([
    ["no zip", Buffer.from("<html>Sign in</html>")],
    ["nothing", new Uint8Array()],
    ["a zip without its end", zip({ "manifest.json": manifest }).subarray(0, 60)],
  ])("%s", async (_, bytes) => {
    expect((await refusal(bytes)).code).toBe("zip-not-a-zip");
  });

  test("gzip that ends in the middle", async () => {
    const cut = gzipSync(
      Buffer.from(JSON.stringify(Array.from({ length: 999 }, (_, index) => Math.sqrt(index)))),
    ).subarray(0, 500);

    expect((await refusal(zip({ "manifest.json.gz": cut }))).code).toBe("artifact-gzip-truncated");
  });
});
