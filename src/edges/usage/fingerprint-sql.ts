import { quoted } from "./database.ts";

/** Comments; texts and quoted names before them, because a comment may begin in one. */
const COMMENTS = `('(?:[^']|'')*'|"[^"]*")|--[^\\n]*|/\\*.*?\\*/`;

/**
 * Texts and numbers, and quoted names, which are kept: they may hold digits. Whether double quotes hold a text or a name
 * depends on the dialect; taken for a name, a text only makes two fingerprints of one.
 */
const LITERALS = `("[^"]*")|'(?:[^']|'')*'|\\b[0-9]+(?:\\.[0-9]+)?\\b`;
const LISTS = "\\?(?:\\s*,\\s*\\?)+";

/** The statement without comments, its literals as `?`. A pattern over all statements costs seconds in a large log: most have no comment. */
const bare = `CASE WHEN contains(text, '--') OR contains(text, '/*') THEN regexp_replace(text, ${quoted(COMMENTS)}, '\\1', 'gs') ELSE text END`;
const plain = `regexp_replace(regexp_replace(${bare}, ${quoted(LITERALS)}, '\\1?', 'gs'), ${quoted(LISTS)}, '?', 'g')`;

/**
 * SQL for the number by which queries are grouped: the engine's own hash where there is one, else the statement without
 * comments and literals; what the engine says was read and where names are looked up are part of it.
 */
export const fingerprintSql = `hash(coalesce(given, trim(${plain}, E' \\n\\r\\t;')), reads, db, sch)`;
