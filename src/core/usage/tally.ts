/**
 * How a read is known, surest first: the engine's own record with columns, the engine's record of relations, the SQL of
 * the query, the mere name of the relation in its text.
 *
 * A tally says how often one person read one object, or one column of it (`*` where a star takes them), with one tool on
 * one day: unique_id, col, day, person, tool, dashboard, queries, star_queries, evidence, last_used. A query counts once in
 * the row without a column and once in that of each column that it names; so rows of one column may be added, rows of
 * several may not. Tallies stand in the database alone; what leaves it is their sum, a `Use`.
 */
export type UsageEvidence = "access_history" | "engine" | "parsed" | "name";
