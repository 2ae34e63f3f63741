import { quoted } from "./database.ts";

/** Comments; texts and quoted names before them, because a comment may begin in one. */
const COMMENTS = `('(?:[^']|'')*'|"[^"]*")|--[^\\n]*|/\\*.*?\\*/`;

const LITERALS = `'(?:[^']|'')*'|\\b[0-9]+(?:\\.[0-9]+)?\\b`;
/**
 * Quoted names are kept: they may hold digits. Whether double quotes hold a text or a name depends on the dialect; taken for
 * a name, a text only makes two fingerprints of one.
 */
const NAMES = `("[^"]*")`;
const LISTS = "\\?(?:\\s*,\\s*\\?)+";

/** A pattern over all statements costs seconds in a large log, the more where it keeps what it finds: most do without. */
const bare = `CASE WHEN contains(text, '--') OR contains(text, '/*') THEN regexp_replace(text, ${quoted(COMMENTS)}, '\\1', 'gs') ELSE text END`;
const blanked = `CASE WHEN contains(text, '"') THEN regexp_replace(${bare}, ${quoted(`${NAMES}|${LITERALS}`)}, '\\1?', 'gs') ELSE regexp_replace(${bare}, ${quoted(LITERALS)}, '?', 'gs') END`;

/** SQL for the statement without comments, its literals as `?`. What may stand around it is still there. */
export const plainSql = `regexp_replace(${blanked}, ${quoted(LISTS)}, '?', 'g')`;

/** To trim is dear, so it is asked first whether there is something to trim. */
const trimmed = `CASE WHEN regexp_matches(plain, '^[ \\n\\r\\t;]') OR regexp_matches(plain, '[ \\n\\r\\t;]$') THEN trim(plain, E' \\n\\r\\t;') ELSE plain END`;

/**
 * SQL for the number by which queries are grouped, its column `plain` known: the engine's own hash where there is one, else
 * the statement; what the engine says was read and where names are looked up are part of it.
 */
export const fingerprintSql = `hash(coalesce(given, ${trimmed}), reads, db, sch)`;
