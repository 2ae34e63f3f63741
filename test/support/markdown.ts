/** Looks at Markdown comments as GitHub shows them. */

const OUR_TAG = /^<(?:!--|\/?(?:details|summary|br|sub|code|span))>$/u;

export function onlyOurTags(tags: Set<string>): boolean {
  return [...tags].every((tag) => OUR_TAG.test(tag));
}

/** Without code spans and code elements, where GitHub links nothing, and without the diagram, whose labels are encoded. */
export function withoutCode(body: string): string {
  return withoutBlocks(body).replaceAll(/`[^`\n]*`|<code>.*?<\/code>/gu, "");
}

export function withoutBlocks(body: string): string {
  return body.replaceAll(/^ *(`{3,})\w*\n[\s\S]*?\n *\1$/gmu, "");
}

/** What is seen before a block is opened; blocks may stand in blocks. */
export function visiblePart(body: string): string {
  let text = body;
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replaceAll(
      /<details>(?:<summary>(.*?)<\/summary>)((?!<details>)[\s\S])*?<\/details>/gu,
      "\u0000$1",
    );
  }
  const lines = text.split("\n");
  return lines
    .map((line) => line.replaceAll("\u0000", ""))
    .join("\n")
    .replaceAll(/<!--.*?-->\n?|<\/?(?:summary|sub)>/gu, "");
}
