import { groupBySameEdits, type SameEdits } from "../core/diff/same-edits.ts";
import type { Edit, Surviving } from "../core/diff/change.ts";
import { beforeAfter } from "../core/findings/evidence.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { hooksOf } from "../core/manifest/hooks.ts";
import type { NodeBase } from "../core/manifest/node.ts";
import type { Evidence } from "../core/report.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

type Built = Surviving<"model" | "seed" | "snapshot">;

/** More different changes than this are told by the kind of hook alone: a macro or a search-and-replace made them. */
const FEW = 3;

const WHY =
  "A hook runs beside the object's own SQL at every build, so that neither compiled SQL nor lineage shows what it does.";

export const hookChanged: Rule = {
  id: "hook-changed",
  category: "operations",
  severity: "note",
  certainty: "proven",
  summary:
    "What a pre-hook or post-hook of a model, seed or snapshot runs changed. A warning when it writes into the object's own rows, before or after the change. One finding for all objects with the same change, and for all when there are more than three changes. Comments and white space do not count.",
  words: {
    title: "The {hooks} of `{name}` changed",
    why: WHY,
    fix: "Read what it runs, and build `{name}` in a development target before merging.",
  },
  variants: {
    rows: {
      title: "The {hooks} of `{name}`, which writes its rows, changed",
      why: `${WHY} This one changes rows of \`{name}\` itself: it can hold other rows although its SQL is the same.`,
      fix: "Build `{name}` in a development target, and compare its rows with those of production before merging.",
    },
    many: {
      title: "The {hooks} of {count} objects changed",
      why: `${WHY} Objects: {objects}.`,
      fix: "Read what they run, and build some of the objects in a development target before merging.",
    },
  },
  check(context) {
    const changes = [
      ...survivingOf(context, "model"),
      ...survivingOf(context, "seed"),
      ...survivingOf(context, "snapshot"),
    ];
    const exact = groupBySameEdits(changes, isHookEdit);
    const groups = exact.length <= FEW ? exact : groupBySameEdits(changes, isHookEdit, () => []);
    return groups.map((group) => checkGroup(context, group));
  },
};

function isHookEdit({ part, aspect }: Edit, { base, head }: Built): boolean {
  if (part !== "configs" || (aspect !== "pre-hook" && aspect !== "post-hook")) return false;
  return textOf(base, aspect) !== textOf(head, aspect);
}

function checkGroup(context: RuleContext, { edits, changes }: SameEdits<Built>): Found {
  const [first, ...others] = changes;
  const hooks = edits.map(({ aspect }) => aspect);
  const ids = changes.map(({ uniqueId }) => uniqueId);
  const writing = changes.filter(({ base, head }) => [base, head].some((side) => writesRows(side, hooks)));
  return {
    subject: { uniqueId: first.uniqueId },
    facts: {
      name: first.head.name,
      hooks,
      count: changes.length,
      objects: changes.map(({ head }) => head.name),
    },
    evidence: changes.flatMap((change) => hooks.map((hook) => hookEvidence(change, hook))),
    ...(writing.length === 0 ? {} : { severity: "warning", certainty: "structural" }),
    ...(others.length > 0
      ? { variant: "many", key: hooks.join(",") }
      : writing.length > 0
        ? { variant: "rows" }
        : {}),
    affected: [...ids.slice(1), ...(writing.length === 0 ? [] : allReaders(context.graphs.union, ids))],
  };
}

function hookEvidence({ uniqueId, base, head }: Built, hook: string): Evidence {
  const texts = beforeAfter(textOf(base, hook), textOf(head, hook));
  return { kind: "hook", uniqueId, ...texts, path: head.path, text: hook };
}

/** What the hooks of one kind run, in one spelling; null where there are none. */
function textOf(node: NodeBase, hook: string): string | null {
  const texts = hooksOf(node).flatMap(({ kind, sql }) => (kind === hook ? [spelled(sql)] : []));
  return texts.length === 0 ? null : texts.join("; ");
}

/** Longer texts are told apart byte by byte. */
const LONGEST = 10_000;

/** Without comments and white space that no string holds. */
function spelled(sql: string): string {
  if (sql.length > LONGEST) return sql;
  return sql
    .replaceAll(/('[^']*')|\{#[^]*?#\}|--[^\n]*|\/\*[^]*?\*\/|\s+/gu, (_all, text?: string) => text ?? " ")
    .replaceAll(/ +(?=;|$)/gu, "")
    .trim();
}

function writesRows(node: NodeBase, hooks: readonly string[]): boolean {
  return hooksOf(node).some(({ kind, sql }) => hooks.includes(kind) && WRITES.test(spelled(sql)));
}

/** A statement that puts rows into the object itself, or takes some out. */
const WRITES =
  /(?:^|;|%\}) ?(?:delete from|update|merge into|insert into|insert overwrite|truncate(?: table)?) \{\{-? ?this\b/iu;
