import { describe, expect, test } from "vitest";
import { compareUnions } from "../src/compare-unions.ts";
import { unionFidelity } from "../src/core/columns/fidelity.ts";
import type { UnionComparison } from "../src/core/sql/sql-comparison.ts";
import { SideReader } from "../src/side-reader.ts";
import { sqlContextOf } from "./support/context.ts";
import { artifactsOf, type ManifestSketch } from "./support/manifest.ts";
import { compiledModel } from "./support/revenue-shop.ts";
import { directEngine } from "./support/direct-engine.ts";

const UNION = "select * from db.prod.orders union all select * from db.prod.returns";

function shop(columns: string, unions: number, sql: string): ManifestSketch {
  const readers = Array.from({ length: unions }, (_item, index) => [
    `model.shop.u${index}`,
    compiledModel(`u${index}`, sql, ["model.shop.orders", "model.shop.returns"]),
  ]);
  return {
    nodes: {
      "model.shop.orders": compiledModel("orders", `select ${columns} from db.raw.orders`),
      "model.shop.returns": compiledModel("returns", "select id, amount, note from db.raw.returns"),
      ...Object.fromEntries(readers),
    },
  };
}

async function compared(unions: number, sql = UNION) {
  const artifacts = artifactsOf(shop("id, amount, note", unions, sql), shop("id, note", unions, sql));
  const context = await sqlContextOf(artifacts);
  const reader = new SideReader(artifacts, context.changes, directEngine);
  return { artifacts, comparison: await compareUnions(context, reader) };
}

async function fidelityOf(unions: number, sql: string): Promise<readonly string[]> {
  const { artifacts, comparison } = await compared(unions, sql);
  return unionFidelity(artifacts, comparison).map(({ effect }) => effect);
}

describe("compareUnions", () => {
  test("finds the reader that unites a changed object's columns by position", async () => {
    const { artifacts, comparison } = await compared(1);

    expect(comparison).toMatchObject<Partial<UnionComparison>>({ unread: [] });
    expect(comparison.shifted.map(({ uniqueId }) => uniqueId)).toEqual(["model.shop.u0"]);
    expect(unionFidelity(artifacts, comparison)).toEqual([]);
  });

  test("says which readers no parser takes", async () => {
    expect(await fidelityOf(1, `${UNION} where (`)).toEqual([
      "Whether `u0`, which unites what changed with other rows, still takes the columns in their order is not known: the SQL could not be read, or there are too many of them.",
    ]);
  });

  test("says which readers were too many to be read", async () => {
    const { comparison } = await compared(52);

    expect(comparison.unread).toEqual(["model.shop.u8", "model.shop.u9"]);
  });
});
