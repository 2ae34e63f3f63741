import type { LeftOut } from "./left-out.ts";

/** How statements tell that they are no use of what they read. Patterns keep to what RE2 knows, as in `tools.ts`. */
export interface NotUse {
  readonly reason: LeftOut;
  /** Texts that stand in the statement or its tags; one that is there is enough. */
  readonly marks?: readonly string[];
  /** What the statement fits. Dear over whole logs, so it is tried only where one of `near` stands in it. */
  readonly pattern?: string;
  readonly near?: readonly string[];
  /** A statement that fits this is none of it. */
  readonly unless?: string;
  readonly user?: string;
  readonly application?: string;
  readonly statementType?: string;
}

/**
 * What is left out, the first that fits. dbt's comment may stand anywhere in the text: the Snowflake adapter appends it
 * (dbt-adapters: DEFAULT_QUERY_COMMENT_APPEND). On BigQuery its keys become labels of the job. The names of staging
 * tables are those that DataHub drops (snowflake_queries.py).
 */
export const NOT_USE: readonly NotUse[] = [
  {
    reason: "dbt",
    marks: [
      '"app": "dbt"',
      '"app":"dbt"',
      "dbt_internal_test",
      "__dbt_tmp",
      "__DBT_TMP",
      '"dbt_invocation_id"',
    ],
    application: "(?i)^dbt\\b",
  },
  {
    reason: "loader",
    marks: ['"app": "OpenMetadata"', '"app":"OpenMetadata"'],
    near: ["STAGING", "staging", "SEGMENT_", "_airbyte_tmp"],
    pattern:
      "(?i)\\bFIVETRAN_[0-9A-Za-z_]*STAGING\\b|\\bSEGMENT_[0-9a-f]{8}|_airbyte_tmp|\\bSTAGING_[0-9a-z_]*[0-9a-f]{12}",
    user: "(?i)^(?:.*[._-])?(?:fivetran|stitch|airbyte|segment|hevo|matillion|rudderstack|meltano|census|hightouch)(?:[._@-].*)?$",
    application: "(?i)^(?:fivetran|stitch|airbyte|hevo|matillion|rudderstack|meltano)",
  },
  { reason: "excluded-user", marks: ['"app": "headgate"', '"app":"headgate"'], application: "(?i)^headgate" },
  {
    reason: "not-a-query",
    // Drivers that fetch bit by bit put the query into a cursor.
    unless: "(?i)^(?:\\s|--[^\\n]*\\n|/\\*[^*]*\\*/)*declare\\s+\\S+\\s+(?:[a-z]+\\s+)*cursor\\s",
    statementType:
      "(?i)^(?:ALTER|BEGIN|CALL|COMMAND|COMMIT|COPY|CREATE|CREATE_(?:FUNCTION|PROCEDURE|SCHEMA|TABLE|VIEW)|DDL|DELETE|DESCRIBE|DROP.*|EXPLAIN|GRANT|GET_FILES|LIST_FILES|PUT_FILES|REMOVE_FILES|REVOKE|ROLLBACK|SCRIPT|SET|SHOW|TRUNCATE.*|UNSET|UPDATE|USE|UTILITY|VACUUM)$",
    pattern:
      "(?i)^(?:\\s|--[^\\n]*\\n|/\\*[^*]*\\*/)*(?:alter|begin|call|comment|commit|copy|deallocate|declare|delete|describe|discard|drop|explain|fetch|grant|list|lock|merge|notify|prepare|put|refresh|reset|revoke|rollback|savepoint|set|show|start|truncate|update|use|vacuum|analyze|close|listen|reindex|get)\\b",
  },
];
