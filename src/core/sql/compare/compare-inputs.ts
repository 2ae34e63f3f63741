import { lineOf } from "../expr.ts";
import type { ScopeInput } from "../facts.ts";
import type { Expr } from "../query.ts";
import type { ScopePair } from "./compare-clauses.ts";
import { conditionsApart } from "./conditions.ts";
import { edit, type SqlEdit, type SqlEditKind } from "./edit.ts";
import { apart } from "./match-lists.ts";
import { pathOf, withoutOccurrence, type SqlSide } from "./side.ts";
import { tellApart, type Telling } from "./tell-apart.ts";
import { asWritten, type Words } from "./words.ts";

/** What two scopes read: edits of its own, and scopes that stand between one of them and what both read. */
export interface InputComparison {
  readonly edits: readonly SqlEdit[];
  readonly between: { readonly base: readonly string[]; readonly head: readonly string[] };
}

/** Compares the relations of two FROM clauses and how they are joined. */
export function compareInputs(pair: ScopePair): InputComparison {
  const matches = matchInputs(pair);
  const { lone } = matches;
  const swapped = Math.min(lone.base.length, lone.head.length);
  return {
    between: matches.between,
    edits: [
      ...compareJoins(matches.both, pair),
      ...matches.both.flatMap(([base, head]) => compareReading(base, head, pair)),
      ...lone.head.slice(0, swapped).map((head, index) =>
        edit("source", pair.head.path, {
          ...tellApart(sourceIn(lone.base[index]), sourceIn(head), pair),
          line: head.line,
        }),
      ),
      ...lone.base
        .slice(swapped)
        .map((base) => edit("join", pair.head.path, { before: joinText(base), line: base.line })),
      ...lone.head
        .slice(swapped)
        .map((head) => edit("join", pair.head.path, { after: joinText(head), line: head.line })),
    ],
  };
}

/** Relations that head reads in the place of others, each with the one of base. */
export function swappedRelations(pair: ScopePair): readonly (readonly [now: string, was: string])[] {
  const { lone } = matchInputs(pair);
  return lone.head.flatMap((head, index) => {
    const base = lone.base[index];
    const relations = base !== undefined && pathOf(base.source) === null && pathOf(head.source) === null;
    return relations ? [[withoutOccurrence(head.source), withoutOccurrence(base.source)] as const] : [];
  });
}

type Both = readonly [base: ScopeInput, head: ScopeInput];

interface Matches {
  readonly both: readonly Both[];
  readonly lone: { readonly base: readonly ScopeInput[]; readonly head: readonly ScopeInput[] };
  readonly between: InputComparison["between"];
}

/** Pairs what reads the same: first the very same source, then one that lies below the other. */
function matchInputs({ base, head, sides }: ScopePair): Matches {
  const left = [...base.inputs];
  const both: Both[] = [];
  const between: { base: string[]; head: string[] } = { base: [], head: [] };
  const rest = head.inputs.filter((input) => {
    const index = left.findIndex(
      ({ source }) => sides.base.source(source) === sides.head.source(input.source),
    );
    const [found] = index === -1 ? [] : left.splice(index, 1);
    if (found !== undefined) both.push([found, input]);
    return found === undefined;
  });
  const lone = rest.filter((input) => {
    const chain = chainOf(input.source, sides.head);
    const index = left.findIndex(({ source }) => meeting(chainOf(source, sides.base), chain) !== null);
    const [found] = index === -1 ? [] : left.splice(index, 1);
    if (found === undefined) return true;
    both.push([found, input]);
    const other = chainOf(found.source, sides.base);
    const meet = meeting(other, chain);
    between.base.push(...pathsBefore(other, meet));
    between.head.push(...pathsBefore(chain, meet));
    return false;
  });
  return { both, lone: { base: left, head: lone }, between };
}

interface Link {
  readonly name: string;
  readonly path: string | null;
}

/** A source and what lies below it, along the first relation of each scope. */
function chainOf(source: string, side: SqlSide): readonly Link[] {
  const chain: Link[] = [];
  let next: string | undefined = source;
  while (next !== undefined && chain.length < 100) {
    const bare = withoutOccurrence(next);
    const path = pathOf(bare);
    chain.push({ name: side.source(bare), path });
    next = path === null ? undefined : side.scopes.get(path)?.inputs[0]?.source;
  }
  return chain;
}

function meeting(base: readonly Link[], head: readonly Link[]): string | null {
  const names = new Set(base.map(({ name }) => name));
  return head.find(({ name }) => names.has(name))?.name ?? null;
}

function pathsBefore(chain: readonly Link[], meet: string | null): readonly string[] {
  const end = chain.findIndex(({ name }) => name === meet);
  return chain.slice(0, end).flatMap(({ path }) => path ?? []);
}

/** Inner joins may stand in any order: only their conditions together count. */
function compareJoins(both: readonly Both[], pair: ScopePair): readonly SqlEdit[] {
  if (both.every(([base, head]) => isInner(base) && isInner(head))) return compareConditions(both, pair);
  return both.flatMap(([base, head]) => compareJoin(base, head, pair));
}

/** Whether rows without a partner are dropped: an inner or cross join, or the first relation. */
export function isInner({ join }: ScopeInput): boolean {
  return join === null || join.kind === "inner" || join.kind === "cross";
}

function compareConditions(both: readonly Both[], pair: ScopePair): readonly SqlEdit[] {
  const { head, sides } = pair;
  const conditions = (inputs: readonly ScopeInput[]): readonly Expr[] =>
    inputs.flatMap(({ join }) => join?.on ?? []);
  const [before, after] = [
    conditions(both.map(([base]) => base)),
    conditions(both.map(([, input]) => input)),
  ];
  const { gone, come } = conditionsApart(before, after, sides);
  if (gone.length + come.length === 0) return [];
  return [
    edit("join", head.path, {
      ...tellApart(allIn(gone), allIn(come), pair),
      line: firstLine([...come, ...gone]),
    }),
  ];
}

function allIn(conditions: readonly Expr[]): Telling {
  return ({ exprs }) => (conditions.length === 0 ? null : exprs(conditions));
}

function compareJoin(base: ScopeInput, head: ScopeInput, pair: ScopePair): readonly SqlEdit[] {
  const { head: scope, sides } = pair;
  const [before, after] = [conditionsOf(base), conditionsOf(head)];
  const { gone, come } = conditionsApart(before, after, sides);
  const sameKind = base.join?.kind === head.join?.kind;
  if (sameKind && gone.length + come.length === 0) return [];
  const line = firstLine([...come, ...after]) ?? head.line;
  const joinIn =
    (input: ScopeInput): Telling =>
    (words) =>
      joinText(input, words);
  return [edit("join", scope.path, { ...tellApart(joinIn(base), joinIn(head), pair), line })];
}

function conditionsOf({ join }: ScopeInput): readonly Expr[] {
  return join === null ? [] : join.on;
}

function firstLine(exprs: readonly Expr[]): number | null {
  return exprs.map(lineOf).find((line) => line !== null) ?? null;
}

const MODIFIER_EDITS: Readonly<Record<ScopeInput["modifiers"][number]["kind"], SqlEditKind>> = {
  pivot: "grouping",
  sample: "limit",
  version: "source",
};

function compareReading(base: ScopeInput, head: ScopeInput, pair: ScopePair): readonly SqlEdit[] {
  const { head: scope, sides } = pair;
  const call = (input: ScopeInput, side: SqlSide): string =>
    input.call === null ? "" : side.text(input.call);
  const changedCall = call(base, sides.base) !== call(head, sides.head);
  const { gone, come } = apart(base.modifiers, head.modifiers, {
    base: ({ kind, expr }) => `${kind} ${sides.base.text(expr)}`,
    head: ({ kind, expr }) => `${kind} ${sides.head.text(expr)}`,
  });
  const kinds = [...new Set([...gone, ...come].map(({ kind }) => kind))];
  return [
    ...(changedCall
      ? [
          edit("source", scope.path, {
            ...tellApart(sourceIn(base), sourceIn(head), pair),
            line: head.line,
          }),
        ]
      : []),
    ...kinds.map((kind) =>
      edit(MODIFIER_EDITS[kind], scope.path, {
        ...tellApart(modifiersIn(gone, kind), modifiersIn(come, kind), pair),
        line: head.line,
      }),
    ),
  ];
}

function modifiersIn(modifiers: ScopeInput["modifiers"], wanted: string): Telling {
  const found = modifiers.filter(({ kind }) => kind === wanted);
  return ({ exprs }) => (found.length === 0 ? null : found.map(({ expr }) => exprs([expr])).join(", "));
}

function sourceIn(input: ScopeInput | undefined): Telling {
  return ({ exprs, source }) => {
    if (input === undefined) return null;
    return input.call === null ? source(input.source) : exprs([input.call]);
  };
}

/** A relation with how it is joined, as evidence shows it. */
export function joinText(input: ScopeInput, { exprs }: Pick<Words, "exprs"> = asWritten): string {
  const { join } = input;
  const name = pathOf(input.source) ?? input.label;
  if (join === null) return `from ${name}`;
  return `${join.kind} join ${name}${join.on.length === 0 ? "" : ` on ${join.on.map((each) => exprs([each])).join(" and ")}`}`;
}
