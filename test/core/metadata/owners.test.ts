import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import { hasOwner, ownersOf } from "../../../src/core/metadata/owners.ts";

// Put together, since no file of the repository holds an address.
const ADDRESS = ["finance", "shop.example"].join("@");

/** A project whose model `orders` has the given keys and whose group `finance` has the given owner. */
function projectWith(model: JsonObject, owner: JsonObject = { name: "finance-team" }) {
  return parseManifest({
    metadata: { project_name: "shop" },
    nodes: {
      "model.shop.orders": { resource_type: "model", name: "orders", package_name: "shop", ...model },
    },
    groups: {
      "group.shop.finance": { resource_type: "group", name: "finance", package_name: "shop", owner },
    },
  });
}

function ownersWith(model: JsonObject, owner?: JsonObject) {
  const project = projectWith(model, owner);
  const node = project.nodes["model.shop.orders"];
  return node === undefined ? [] : ownersOf(node, project);
}

test("the owner of the group comes first, then meta, each with the object that names it", () => {
  const owners = ownersWith({ group: "finance", meta: { owner: "ledger-team", owners: ["bi-team"] } });

  expect(owners).toEqual([
    { kind: "group", name: "finance-team", via: "group.shop.finance" },
    { kind: "meta", name: "ledger-team", via: "model.shop.orders" },
    { kind: "meta", name: "bi-team", via: "model.shop.orders" },
  ]);
});

test("an owner in config.meta counts, as a text, an object or a list", () => {
  const meta = { owners: [{ name: "bi-team" }, "ledger-team"] };

  const owners = ownersWith({ config: { meta } });

  expect(owners.map((owner) => owner.name)).toEqual(["bi-team", "ledger-team"]);
});

test("a group that is known by its address alone goes by its own name", () => {
  const owners = ownersWith({ group: "finance" }, { email: ADDRESS });

  expect(owners).toEqual([{ kind: "group", name: "finance", via: "group.shop.finance" }]);
});

test("an address is never shown, but it is an owner", () => {
  const project = projectWith({ meta: { owner: ADDRESS } });
  const node = project.nodes["model.shop.orders"];
  if (node === undefined) throw new Error("the fixture has a model");

  const owners = ownersOf(node, project);

  expect(owners).toEqual([]);
  expect(hasOwner(node, project)).toBe(true);
});

test("a group of a package is looked up in the root project too", () => {
  const owners = ownersWith({ group: "finance", package_name: "ledger" });

  expect(owners.map((owner) => owner.via)).toEqual(["group.shop.finance"]);
});

test("a group that nobody defines owns nothing", () => {
  expect(ownersWith({ group: "marketing" })).toEqual([]);
});
