import { basename } from "node:path";
import { plainText } from "../render/escape.ts";

/** How far the reading of artifacts has come, for the line of progress. */
export interface ReadingProgress {
  readonly note: (path: string, bytesRead: number, bytesTotal: number) => void;
  /** `manifest.json 42 %` while a file is being read; empty before and after. */
  readonly text: () => string;
}

/** Keeps the last that was noted. */
export function readingProgress(): ReadingProgress {
  let text = "";
  return {
    note: (path, bytesRead, bytesTotal) => {
      const percent = Math.floor((100 * bytesRead) / Math.max(bytesTotal, 1));
      text = percent < 100 ? `${plainText(basename(path), 40)} ${percent} %` : "";
    },
    text: () => text,
  };
}
