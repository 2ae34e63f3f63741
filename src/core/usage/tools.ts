/**
 * How tools tell themselves in a log. Patterns are read by DuckDB over whole logs, so they keep to what RE2 knows: no
 * look-around, no back references. `(?i)` at the start ignores case.
 */
export interface ToolPattern {
  readonly name: string;
  /** A text that only this tool writes, in the statement or its tags, as it stands there. */
  readonly marks?: readonly string[];
  /** What the client calls itself. */
  readonly application?: string;
  /** Where statement or tags name the dashboard, the first that fits; its first group is the name. */
  readonly dashboards?: readonly DashboardPattern[];
  /** Where statement or tags name the person behind the tool's own login; its first group tells people apart. */
  readonly person?: string;
}

export interface DashboardPattern {
  readonly pattern: string;
  /** Put before what was found, where that is a mere number. */
  readonly label: string;
}

/** Tags in JSON that name a workbook or dashboard in plain words, as query tagging of several tools does. */
const PLAIN_TAGS: readonly DashboardPattern[] = [
  { pattern: '(?i)"(?:dashboard|report)(?:[_-]?(?:name|title))?"\\s*:\\s*"([^"]+)"', label: "" },
  { pattern: '(?i)"workbook(?:[_-]?name)?"\\s*:\\s*"([^"]+)"', label: "workbook " },
];

/**
 * The tools that are known, the first that fits wins. Shapes: Looker's and Metabase's documentation (metabase pull
 * requests 26086 and 29888), Hex as in DataHub's fixtures, Redash (metabase issue 2386), Streamlit in Snowflake (BCR-1571),
 * addresses of reports in the comments of Mode and Sigma. Tableau, Power BI and Superset are known by their application.
 */
export const KNOWN_TOOLS: readonly ToolPattern[] = [
  {
    name: "Looker",
    marks: ["Looker Query Context"],
    application: "(?i)^looker",
    person: '"user_id"\\s*:\\s*"?([0-9]+)',
  },
  {
    name: "Metabase",
    marks: ["Metabase::", '"client":"Metabase"', '"client": "Metabase"'],
    application: "(?i)^metabase",
    person: '(?i)userID"?:\\s*"?([0-9]+)',
    dashboards: [
      { pattern: '(?i)dashboardID"?:\\s*"?([0-9]+)', label: "dashboard " },
      { pattern: '(?i)cardID"?:\\s*"?([0-9]+)', label: "card " },
    ],
  },
  {
    name: "Hex",
    marks: ["Hex query metadata:"],
    application: "(?i)^hex\\b",
    dashboards: [{ pattern: '"project_id"\\s*:\\s*"([^"]+)"', label: "project " }],
  },
  {
    name: "Redash",
    marks: [", Query Hash: "],
    application: "(?i)^redash",
    person: "Username: ([^,]+)",
    dashboards: [{ pattern: "Query ID: ([^,]+)", label: "query " }],
  },
  {
    name: "Streamlit",
    marks: ["StreamlitName"],
    dashboards: [{ pattern: '"StreamlitName"\\s*:\\s*"([^"]+)"', label: "" }],
  },
  {
    name: "Lightdash",
    marks: ['"explore_name"', '"chart_uuid"'],
    application: "(?i)^lightdash",
    dashboards: [
      { pattern: '"dashboard_uuid"\\s*:\\s*"([^"]+)"', label: "dashboard " },
      { pattern: '"chart_uuid"\\s*:\\s*"([^"]+)"', label: "chart " },
    ],
  },
  {
    name: "Mode",
    marks: ["app.mode.com/", "modeanalytics.com/"],
    application: "(?i)^mode\\b",
    dashboards: [
      { pattern: '(?:app\\.mode|modeanalytics)\\.com/[^/"]+/reports/([0-9A-Za-z]+)', label: "report " },
    ],
  },
  {
    name: "Sigma",
    marks: ["app.sigmacomputing.com/", "-- Sigma"],
    application: "(?i)^sigma",
    dashboards: [{ pattern: 'sigmacomputing\\.com/[^/"]+/workbook/([^/"?]+)', label: "workbook " }],
  },
  { name: "Tableau", marks: ["tableau-query-tag"], application: "(?i)tableau", dashboards: PLAIN_TAGS },
  {
    name: "Power BI",
    application: "(?i)power ?bi|mashup ?engine|microsoft\\.data\\.mashup",
    dashboards: PLAIN_TAGS,
  },
  {
    name: "Superset",
    marks: ["-- superset", "/* superset"],
    application: "(?i)superset",
    dashboards: PLAIN_TAGS,
  },
  { name: "notebooks", application: "(?i)jupyter|notebook|colab" },
];
