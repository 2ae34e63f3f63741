import { isUsable, type Describable, type Proposal, type ProposedColumn } from "../documentation/propose.ts";
import { graphOf } from "../lineage/graph.ts";
import type { Side } from "../manifest/artifacts.ts";
import { columnsOf } from "../manifest/declared-column.ts";
import type { Node } from "../manifest/project.ts";
import type { PullFacts } from "../pull/project-review.ts";
import { expressionsOf, useOf } from "./change-facts.ts";
import { checkText } from "./check-text.ts";
import { fenced } from "./fence.ts";
import { groundsOf } from "./grounds.ts";
import { columnFacts, objectFacts, type ObjectFacts } from "./object-facts.ts";
import { promptOf, type Prompt } from "./prompt.ts";
import { isPlainName } from "./scrub.ts";
import type { SendSettings } from "./settings.ts";

/** As many as a snippet of YAML shows. */
const MOST_COLUMNS = 10;
const MOST_PARENTS = 4;

const TASK = `Task
Write descriptions for an object of a dbt project and for columns of it that have none, for people who query it. From names, types, the expressions that make columns, the columns and words of what it reads, who reads it and how often. Each is one sentence of at most 25 words that says what a value is, its unit or when it is null where the facts tell, and does not begin with "This". Leave out what the facts do not tell: an empty text is better than a guess.
- "name": the name of the column, or of the object itself as in "object".
Shape: {"descriptions":[{"name":"…","text":"…"}]}`;

/** What descriptions are drafted from. */
export interface DescriptionFacts {
  readonly object: ObjectFacts;
  /** What is to be described: the object itself, if it lacks words, and columns. */
  readonly wanted: readonly string[];
  readonly reads: readonly ObjectFacts[];
}

/** A text as a model wrote it. */
export interface DraftedDescription {
  readonly name: string;
  readonly text: string;
}

/** Null where nothing is lacking for which there are no words yet, or its name does not look like one. */
export function descriptionFacts(
  node: Describable,
  proposal: Proposal,
  { side, send, pull }: { readonly side: Side; readonly send: SendSettings; readonly pull: PullFacts },
): DescriptionFacts | null {
  const object = objectFacts(node, side, send);
  const bare = proposal.columns.filter((column) => column.proposal === null).map(({ name }) => name);
  const named = bare.filter(isPlainName).slice(0, MOST_COLUMNS);
  const lacksOwn = proposal.lacksDescription && proposal.description === null;
  if (object === null || (named.length === 0 && !lacksOwn)) return null;
  const made = expressionsOf(node.uniqueId, pull, send);
  const usage = useOf(node.uniqueId, pull, send);
  const columns = withAll(object.columns, node, { named, side, send });
  return {
    object: {
      ...object,
      columns: columns.map((column) => withExpression(column, made)),
      ...(usage === null ? {} : { usage }),
    },
    wanted: [...(lacksOwn ? [object.name] : []), ...named],
    reads: parentsOf(node, side).flatMap((parent) => parentFacts(parent, named, { side, send })),
  };
}

function withExpression(
  column: ObjectFacts["columns"][number],
  made: ReadonlyMap<string, string>,
): ObjectFacts["columns"][number] {
  const expression = made.get(column.name.toLowerCase());
  return expression === undefined ? column : { ...column, made: expression };
}

/** Columns that only the warehouse knows are told too. */
function withAll(
  known: ObjectFacts["columns"],
  node: Node,
  {
    named,
    side,
    send,
  }: { readonly named: readonly string[]; readonly side: Side; readonly send: SendSettings },
): ObjectFacts["columns"] {
  const missing = named.filter((name) => !known.some((column) => column.name === name));
  return [...known, ...missing.map((name) => columnFacts(node, name, { side, send }))];
}

function parentsOf(node: Describable, { project }: Side): readonly Node[] {
  return graphOf(project)
    .parentsOf(node.uniqueId)
    .flatMap((id) => project.nodes[id] ?? [])
    .slice(0, MOST_PARENTS);
}

/** Of what is read, only columns that may be the same thing: those whose names share a word with one that lacks words. */
function parentFacts(
  parent: Node,
  named: readonly string[],
  { side, send }: { readonly side: Side; readonly send: SendSettings },
): readonly ObjectFacts[] {
  const facts = objectFacts(parent, side, send);
  if (facts === null) return [];
  const parts = new Set(named.flatMap((name) => name.toLowerCase().split("_")));
  const near = columnsOf(parent)
    .map(({ name }) => name)
    .filter(
      (name) =>
        isPlainName(name) &&
        name
          .toLowerCase()
          .split("_")
          .some((part) => parts.has(part)),
    );
  return [
    {
      ...facts,
      columns: near.slice(0, MOST_COLUMNS).map((name) => columnFacts(parent, name, { side, send })),
    },
  ];
}

export function descriptionsPrompt(facts: DescriptionFacts, nonce: string): Prompt {
  return promptOf(TASK, (mark) => fenced("FACTS", [facts], mark), nonce);
}

/**
 * The proposal with the texts that hold: about what was asked for, in names and numbers of the facts, without Jinja, which dbt
 * would run. They are marked as drafted: nobody wrote them.
 */
export function withDescriptions(
  proposal: Proposal,
  drafted: readonly DraftedDescription[],
  facts: DescriptionFacts,
): Proposal {
  const grounds = groundsOf([facts]);
  const texts = new Map<string, string>();
  for (const { name, text } of drafted) {
    const checked = checkText(text, grounds, { sentence: 220, sentences: 2, characters: 240 });
    const isWhole = checked.dropped.length === 0 && isUsable(checked.text);
    if (isWhole && facts.wanted.includes(name)) texts.set(name, checked.text);
  }
  const own = texts.get(facts.object.name);
  return {
    ...proposal,
    ...(own === undefined ? {} : { description: own, isDrafted: true }),
    columns: proposal.columns.map((column) => withText(column, texts)),
  };
}

function withText(column: ProposedColumn, texts: ReadonlyMap<string, string>): ProposedColumn {
  const text = texts.get(column.name);
  return column.proposal !== null || text === undefined
    ? column
    : { ...column, proposal: { text, from: null } };
}
