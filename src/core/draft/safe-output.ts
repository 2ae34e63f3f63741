import type { DropReason } from "./checked.ts";

interface Ban {
  readonly reason: DropReason;
  readonly pattern: RegExp;
}

/** What no text of a model may hold, whatever the facts say (threat model, T1 to T3). */
const BANS: readonly Ban[] = [
  {
    reason: "hidden characters",
    pattern: /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]|\p{M}{3}/u,
  },
  {
    reason: "link",
    pattern:
      /:\/\/|\bwww\b|\b(?:https?|hxxps?|ftp|mailto|javascript)\s*:|\bdata:\w+\/|\bh\w{2}ps?\[?:|\[?\.\]|\(dot\)/iu,
  },
  { reason: "mention", pattern: /[@\uFF20]\s*[\p{L}\p{N}_-]/u },
  {
    reason: "issue reference",
    pattern: /[#\uFF03]\s*\p{N}|\bGH-\p{N}|\b(?:issue|pull request|PR)\s+\p{N}/iu,
  },
  {
    reason: "command",
    pattern:
      /(?:^|[\s`"'(])\/[a-z]|\bheadgate\s+[a-z]+|\b(?:rm|sudo|curl|wget|bash|chmod|eval|exec|npm|pip|npx)\b|\bgit\s+\w+|\b(?:drop|truncate|alter|grant)\s+(?:table|schema|database|view|all)\b|\bdelete\s+from\b/iu,
  },
];

/** Looked for outside of names, where they would be Markdown. */
const MARKUP =
  /\p{Extended_Pictographic}|[<>]|!?\[|\]|^\s*(?:[-*+]|#{1,6}|\d+[.)])\s|\*\*|__|~~|```|\$|\||&#?\w+;|\\/u;

/** Words that judge. A review's verdict is computed; a model neither approves nor soothes nor tells what to do with it. */
const VERDICTS =
  /\bapprov\w*|\blgtm\b|\blooks? (?:good|fine|ok(?:ay)?|correct|right)\b|\b(?:un)?safe(?:ly)?\b|\bharmless\b|\bcosmetic\b|\btrivial\b|\bminor\b|\bno (?:real |further |more )?(?:risks?|impacts?|issues?|problems?|findings?|concerns?|effects?|changes?|actions?|harm|breakage|review)\b|\bnothing (?:\w+ )?(?:breaks?|broken|changes?|wrong|to (?:worry|fix|do|see|review))\b|\b(?:can|may|should|could|must|ready to|ok(?:ay)? to|good to|fine to|go ahead and|do not|don't|please)(?: be)? merged?\b|\bmerge (?:this|it|now|away|anyway|immediately|at once)\b|\bblock(?:s|ed|ing|er)?\b|\bseverity (?:is|of|should|may|must|:)|\bverdict\b|\b(?:high|low|medium|critical)[- ](?:risk|severity|priority|impact)\b|\bcritical(?:ly)?\b|\bdisregard\w*|\bignor(?:e|ed|ing)\b|\bfalse (?:alarm|positive)s?\b|\bwaiv\w*|\bdismiss\w*|\bnot (?:really )?(?:an? |the )?(?:real )?(?:issue|problem|breaking|risk|bug|concern|breakage)\b|\bnever (?:breaks?|fails?|matters?|affects?)\b|\bunaffected\b|\b(?:un)?important\b|\bcan (?:safely )?be skipped\b|\bship (?:it|this)\b|\bgo ahead\b|\b(?:is|are|seems?) (?:fine|ok(?:ay)?|correct|in order)\b|\bokay\b|\bcan wait\b|\bimportance\b|\bonly renam\w+|\b(?:tests?|checks?|review) (?:\w+ )?pass(?:es|ed)?\b|\ball (?:clear|good)\b|\breview(?:er)?s? (?:can|should|may|need|must)\b|\binstructions?\b|\bprompts?\b|\blanguage model\b|\bas an ai\b|\bthe facts\b/iu;

const CERTAINTIES =
  /\b(?:definitely|certainly|guaranteed|undoubtedly|surely|without (?:a )?doubt|100 ?%|impossible|in any case|absolutely|obviously)\b/iu;

/** What must not be said at all, with the words that say it; null where a sentence holds nothing of it. */
export function unsafeIn(sentence: string): { readonly reason: DropReason; readonly what: string } | null {
  // Full-width and other spellings of the same letters are read as what they look like.
  const plain = sentence.normalize("NFKC");
  for (const { reason, pattern } of BANS) {
    const found = pattern.exec(sentence) ?? pattern.exec(plain);
    if (found !== null) return { reason, what: found[0] };
  }
  const prose = plain.replaceAll(/`[^`]*`/gu, "``");
  for (const [reason, pattern] of PROSE_BANS) {
    const found = pattern.exec(prose);
    if (found !== null) return { reason, what: found[0] };
  }
  return null;
}

const PROSE_BANS: readonly (readonly [DropReason, RegExp])[] = [
  ["markup", MARKUP],
  ["verdict", VERDICTS],
  ["certainty", CERTAINTIES],
];

/**
 * Words that deny or soothe, pronouns with the word that follows. They are said only where the facts say them: a model that obeys a pull request could deny with
 * true names alone.
 */
const DENIALS =
  /\b(?:(?:nobody|no ?one|none|nothing|nowhere)(?: \w+)?|unused|unchanged|unread|identical|intended|intentional(?:ly)?|planned|agreed|expected|temporar(?:y|ily)|fixed|resolved|solved|handled|announced|coordinated|compatible|equivalent|redundant|obsolete|no (?:reader|consumer|user|query|dashboard|model|metric|row|column)s?|as before|on purpose|only (?:formatting|comments?|names?|docs|documentation)|(?:does|do|did|will|would) not (?:affect|change|break|matter|lose|alter|touch|concern)|keeps? (?:all|every)|still works?)\b/giu;

/** A pronoun that ends its clause denies everything. */
const ALONE = /^(?:nobody|no ?one|none|nothing|nowhere)$/u;

/** The first denial of a sentence that its facts do not make; null where there is none. */
export function denialIn(sentence: string, facts: string): string | null {
  const prose = sentence
    .normalize("NFKC")
    .replaceAll(/`[^`]*`/gu, "``")
    .toLowerCase();
  for (const [words] of prose.matchAll(DENIALS)) {
    if (ALONE.test(words) || !facts.includes(words)) return words;
  }
  return null;
}
