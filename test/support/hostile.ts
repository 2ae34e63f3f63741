/** Names that a pull request could write, each an attack on a reader, on GitHub or on a format. */
export const HOSTILE_NAMES: Readonly<Record<string, string>> = {
  html: "<script>alert(1)</script><img src=x onerror=alert(1)>",
  attribute: "\"><svg/onload=alert(1) x='",
  "markdown link": "[click](https://evil.example/x)",
  "markdown image": "![pixel](https://evil.example/p.png)",
  mention: "@acme/data-team and @octocat",
  "issue reference": "fixes #42 and GH-7",
  bidi: "ord\u202Eers\u2066x\u2069",
  "zero width": "or\u200Bde\u2060rs\uFEFF",
  tags: "orders\u{E0041}\u{E0042}",
  escape: "\u001B[31mred\u001B[0m\u009B2J\u0007",
  backticks: "a`b``c```d",
  pipes: "a|b\\|c",
  newlines: "one\ntwo\r\n## three\u2028four",
  "comment end": "x --> y <!-- z",
  details: "</details><details open><summary>fake</summary>",
  marker: "<!-- headgate:review v1 pr=1 -->",
  "split marker": "<!-- head\u200Bgate:review v1 -->",
  mermaid: 'x"] --> evil["y\n  click evil href "https://evil.example"\n%%{init: {}}%%',
  fence: "```\n</details>\n~~~",
  formula: "$\\href{https://evil.example}{x}$",
  jinja: "{{ env_var('SECRET') }} {0}",
  surrogate: "half \uD800 pair",
  accents: `z${"\u0301".repeat(200)}`,
};

/** What must never reach a reader: controls (newlines aside), directions, zero-width and tag characters. */
export const INVISIBLE =
  /(?!\n)[\p{Cc}\u00AD\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/u;
