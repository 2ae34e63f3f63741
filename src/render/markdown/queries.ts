import type { Report } from "../../core/report.ts";
import { codeSpan } from "../escape.ts";
import { openFindings, queriesIn } from "../finding-facts.ts";
import { countOf } from "../names.ts";
import type { Section } from "../truncate.ts";

/** Queries shown of one finding. */
const MAX_QUERIES = 5;
const QUERY_LENGTH = 300;

/** The logged queries that findings list: they fail, or read something else. Without their literals, as the log is kept. */
export function querySections({ findings }: Report): readonly Section[] {
  const entries = openFindings(findings).flatMap((finding) =>
    queriesIn(finding)
      .slice(0, MAX_QUERIES)
      .map((query) => `- **${finding.id}** ${codeSpan(query, QUERY_LENGTH)}`),
  );
  if (entries.length === 0) return [];
  return [
    {
      summary: `Queries outside dbt: ${countOf(entries.length, "query", "queries")} that findings are about`,
      intro: "",
      entries,
      noun: "statement",
    },
  ];
}
