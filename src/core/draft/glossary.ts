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

const FIELD =
  "cte ctes dag kpi kpis yaml json csv ci pr id ids utc github headgate jinja etl bi api warehouse";

const WORDS: ReadonlySet<string> = new Set([DBT, SQL, FIELD].join(" ").split(" "));

export function isGlossary(word: string): boolean {
  return WORDS.has(word.toLowerCase());
}

/** What may stand between "the" and "dashboard", "exposure", "metric" or "team" without being somebody's name. */
const QUALIFIERS: ReadonlySet<string> = new Set(
  (
    "same new old affected downstream upstream dependent consuming owning responsible following named saved derived " +
    "ratio cumulative simple dbt public existing first second analytics data bi reporting business other whole"
  ).split(" "),
);

export function isQualifier(word: string): boolean {
  return QUALIFIERS.has(word.toLowerCase());
}

/**
 * Words that may begin a sentence: there a capital letter does not tell a name from a word, so the words are listed. A
 * sentence that begins with another one is asked for again.
 */
const OPENERS: ReadonlySet<string> = new Set(
  // Function words and adverbs.
  (
    "a an the this that these those it its they their there here if when whenever where while until before after once " +
    "since because as so then also both either neither each every any all some most many much no none nothing nobody " +
    "only without with within by for from in into on at to of over under about during through across between per and " +
    "or but not what who whoever whatever whichever which how why whether unless although though even other others " +
    "another more less same such instead otherwise alternatively additionally finally first second third next last " +
    "together meanwhile however therefore thus hence later earlier today now still again already currently until " +
    "downstream upstream afterwards afterward separately similarly likewise depending " +
    // What reviews of data are about.
    "anyone anybody anything everyone everybody everything someone people readers reader consumers consumer owners " +
    "owner authors teams team users columns column rows row models model metrics metric dashboards dashboard " +
    "exposures exposure queries query tests test contracts contract descriptions description values value numbers " +
    "number results result charts chart reports report history historical old new existing past future current moments " +
    "data builds build sources source freshness seeds seed snapshots snapshot tables table views view types type nulls " +
    "null filters filter joins join grain keys key duplicates duplicate duplicated loads load incremental saved semantic " +
    "measures measure dimensions dimension definitions changes change versions version documentation yaml dbt sql dates " +
    "date timestamps timestamp failures failing checks uniqueness constraints constraint lineage logic unknown late " +
    "missing invalid stale wrong unexpected duplicate orphaned late-arriving amounts amount counts count totals total " +
    "sums averages shares rates orders customers events records entries jobs scheduled nightly daily weekly monthly " +
    "incoming outgoing loaded reloaded whole half twice rebuilding recomputed computed calculated materialized selecting " +
    "grouping joining filtering sorting ordering counting summing whether refreshing backfilling moving merging " +
    // What people are asked to do.
    "add ask agree align alias announce assign avoid backfill bring cast choose clarify coalesce compare confirm " +
    "consider coordinate convert copy create decide declare deduplicate define delay deprecate describe document drop " +
    "ensure explain expose extend fill find fix follow give group have include inform introduce keep leave let list " +
    "look lower make map mark materialize mention migrate move name note notify offer pin plan point prefer preserve " +
    "protect provide publish put raise read rebuild recompute recreate refresh reinstate reload remove rename repeat " +
    "replace rerun resolve restate restore return revert rewrite run say schedule select send set share show shift " +
    "split start state stop store switch take tell treat trace try turn undo update use validate verify wait warn widen " +
    "wrap write check expect watch treat adjust amend apply attach begin block call clean clear close complete connect " +
    "continue correct cover cut date discuss do double enforce evaluate examine extract focus force form get go grant " +
    "handle help hold identify ignore implement improve increase inspect investigate involve limit link log lock lose " +
    "maintain manage match meet monitor need open order own pass pause pick place prepare prevent prove question rank " +
    "reach record reduce refer reintroduce relax rely remember request require reset respond retain retire roll round " +
    "save scope see separate serve shorten sort specify stay stick summarize support surface swap sync tag tighten " +
    "transform translate turn type unify upgrade warn weigh wire removing renaming changing adding dropping keeping using losing reading"
  ).split(" "),
);

export function opensSentence(word: string): boolean {
  return OPENERS.has(word.toLowerCase());
}
