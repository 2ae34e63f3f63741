import { quoted } from "./database.ts";

/**
 * Comments, texts and numbers, and quoted names, which are kept: they may hold digits. Whether double quotes hold a text
 * or a name depends on the dialect; taken for a name, a text only makes two fingerprints of one.
 */
const LITERALS = `("[^"]*")|--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\\b[0-9]+(?:\\.[0-9]+)?\\b`;
const LISTS = "\\?(?:\\s*,\\s*\\?)+";

/** The statement with its literals as `?`. Two patterns in RE2, because a third costs as much as both. */
const plain = `regexp_replace(regexp_replace(text, ${quoted(LITERALS)}, '\\1?', 'gs'), ${quoted(LISTS)}, '?', 'g')`;

/**
 * SQL for the number by which queries are grouped: the engine's own hash where there is one, else the statement without
 * its literals; what the engine says was read and where names are looked up are part of it.
 */
export const fingerprintSql = `hash(coalesce(given, trim(${plain})), reads, db, sch)`;
