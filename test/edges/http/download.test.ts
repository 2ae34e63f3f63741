import type { RequestListener } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { download } from "../../../src/edges/http/download.ts";
import { publicNetwork, type Network } from "../../../src/edges/http/network.ts";
import { isPublicAddress } from "../../../src/edges/http/public-address.ts";
import { ArtifactError } from "../../../src/errors.ts";
import { loopback, startServer, type LoopbackServer } from "../../support/loopback-server.ts";

let server: LoopbackServer;
let port = 0;
let answer: RequestListener = () => undefined;
let seen: { readonly url: string; readonly host: string; readonly authorization: string | undefined }[] = [];

const listener: RequestListener = (request, response) => {
  const { host = "", authorization } = request.headers;
  seen.push({ url: request.url ?? "", host, authorization });
  answer(request, response);
};

beforeEach(async () => {
  seen = [];
  server = await startServer(listener);
  ({ port } = server);
});

afterEach(() => server.close());

function rules({
  network = loopback,
  hosts = {},
  timeout = 5000,
}: { network?: Network; hosts?: Record<string, string | null>; timeout?: number } = {}) {
  const all = Object.entries({ [`one.test:${port}`]: null, ...hosts });
  return { network, hosts: new Map(all), timeout };
}

async function textOf(chunks: AsyncIterable<Uint8Array> | null): Promise<string | null> {
  if (chunks === null) return null;
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

async function refusal(url: string, how = rules()): Promise<ArtifactError> {
  try {
    await textOf(await download(new URL(url), how));
  } catch (error) {
    if (error instanceof ArtifactError) return error;
    throw error;
  }
  throw new Error("It was downloaded.");
}

const one = (path: string): string => `http://one.test:${port}${path}`;

describe("downloading", () => {
  test("the bytes come, and the host gets its own header", async () => {
    answer = (_, response) => response.end("hello");

    const text = await textOf(
      await download(new URL(one("/a?sig=1")), rules({ hosts: { [`one.test:${port}`]: "Bearer s3cret" } })),
    );

    expect(text).toBe("hello");
    expect(seen).toEqual([{ url: "/a?sig=1", host: `one.test:${port}`, authorization: "Bearer s3cret" }]);
  });

  test.each([404, 410])("what is not there (%d) is null", async (status) => {
    answer = (_, response) => response.writeHead(status).end();

    expect(await download(new URL(one("/a")), rules())).toBeNull();
  });

  test("a redirect is followed to another host of the list, which does not get the first one's header", async () => {
    const other = `two.test:${port}`;
    answer = (request, response) => {
      if (request.url === "/b") response.end("there");
      else response.writeHead(302, { location: `http://${other}/b` }).end();
    };

    const how = rules({ hosts: { [`one.test:${port}`]: "Bearer s3cret", [other]: null } });
    const text = await textOf(await download(new URL(one("/a")), how));

    expect(text).toBe("there");
    expect(seen.map(({ host, authorization }) => [host, authorization])).toEqual([
      [`one.test:${port}`, "Bearer s3cret"],
      [other, undefined],
    ]);
  });
});

describe("refusing", () => {
  test("a host that is not on the list is not even resolved", async () => {
    const network = { ...loopback, resolve: () => Promise.reject(new Error("resolved")) };

    expect((await refusal(`http://evil.test:${port}/a`, rules({ network }))).code).toBe("download-host");
  });

  test("another port of an allowed host", async () => {
    expect((await refusal("http://one.test:1/a")).code).toBe("download-host");
  });

  test("a redirect to a host that is not on the list", async () => {
    answer = (_, response) => response.writeHead(302, { location: "http://169.254.169.254/latest" }).end();

    expect((await refusal(one("/a"))).code).toBe("download-host");
  });

  test("a name that leads to an address that is not public, also if only one of them is", async () => {
    const resolve = () =>
      Promise.resolve([
        { address: "93.184.216.34", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ]);
    const network = { ...loopback, resolve, isAllowedAddress: isPublicAddress };

    expect((await refusal(one("/a"), rules({ network }))).code).toBe("download-address");
    expect(seen).toEqual([]);
  });

  test.each(["127.0.0.1", "[::1]"])("the address %s itself, for which no name is resolved", async (host) => {
    const network = { ...loopback, isAllowedAddress: isPublicAddress };
    const how = rules({ network, hosts: { [`${host}:${port}`]: null } });

    expect((await refusal(`http://${host}:${port}/a`, how)).code).toBe("download-address");
    expect(seen).toEqual([]);
  });

  test("the connection goes to the checked address, whatever the name server says next", async () => {
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }]);
    };
    answer = (_, response) => response.end("checked");

    expect(
      await textOf(await download(new URL(one("/a")), rules({ network: { ...loopback, resolve } }))),
    ).toBe("checked");
    expect(asked).toBe(1);
  });

  test("plain http on the open internet, and an address with a password", async () => {
    const network = publicNetwork;

    expect((await refusal("http://one.test/a", rules({ network }))).code).toBe("download-protocol");
    expect((await refusal(`http://ada:pw@one.test:${port}/a`)).code).toBe("download-credentials");
  });

  test("redirects in a circle", async () => {
    answer = (_, response) => response.writeHead(302, { location: "/a" }).end();

    expect((await refusal(one("/a"))).code).toBe("download-redirects");
    expect(seen).toHaveLength(4);
  });

  test("an error of the host is said with its number, and without the query, which may be a secret", async () => {
    answer = (_, response) => response.writeHead(403).end("no");

    const { advice } = await refusal(one("/a?sig=s3cret"));

    expect(advice.why).toBe("The host answers 403.");
    expect(JSON.stringify(advice)).not.toContain("s3cret");
  });

  test("a host that never ends, and one that breaks off", async () => {
    answer = (_, response) => void response.write("begin");
    const late = await refusal(one("/a"), rules({ timeout: 50 }));
    answer = (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("begin", () => response.destroy());
    };
    const broken = await refusal(one("/a"));

    expect([late.code, broken.code]).toEqual(["download-timeout", "download-broken"]);
  });
});

describe("public addresses", () => {
  test.each(["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "172.32.0.1", "100.128.0.1"])(
    "%s is one",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2001:0:1::1",
  ])("%s is none", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
