/**
 * Words of dbt, SQL and the field that a text may use as names without a fact behind them: none of them is the name of
 * anybody's object.
 */
const DBT =
  "dbt ref source config contract enforced description columns column models model versions version latest_version v " +
  "defined_in deprecation_date data_tests tests test unique not_null accepted_values relationships severity warn error " +
  "materialized table view incremental ephemeral snapshot seed exposure metric measure dimension entity saved_query " +
  "semantic_model group access public protected private owner build run full-refresh full refresh select is_incremental " +
  "unique_key on_schema_change append_new_columns sync_all_columns ignore fail merge append delete insert strategy " +
  "meta tags alias name data_type constraints type primary_key foreign_key check macro package docs persist_docs " +
  "freshness warn_after error_after loaded_at_field target manifest catalog arguments values where config_version " +
  "unit_tests sources seeds snapshots exposures metrics semantic_models label state modified dbt_utils";

const SQL =
  "sql select from where group by having order join inner left right full outer cross union all distinct except " +
  "intersect case when then else end cast as coalesce nullif null true false and or not in is on over partition rows " +
  "row_number rank sum count avg min max date timestamp int integer bigint numeric decimal varchar text string boolean " +
  "float double interval qualify limit with";

const FIELD = "yaml json csv ci pr id ids utc github headgate jinja etl bi api warehouse";

const WORDS: ReadonlySet<string> = new Set([DBT, SQL, FIELD].join(" ").split(" "));

export function isGlossary(word: string): boolean {
  return WORDS.has(word.toLowerCase());
}

/** What may stand before "dashboard", "exposure", "metric" and "team" without being somebody's name. */
const QUALIFIERS: ReadonlySet<string> = new Set(
  (
    "a an the this that these those each every any all both some other another one its their his her your our same " +
    "new old affected downstream upstream dependent consuming owning responsible following named saved derived ratio " +
    "cumulative simple dbt of and or to by in for with from behind on which whose no only own public existing first " +
    "second more several many such reader readers what analytics data bi reporting business"
  ).split(" "),
);

export function isQualifier(word: string): boolean {
  return QUALIFIERS.has(word.toLowerCase());
}
