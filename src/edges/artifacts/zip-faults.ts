import { ArtifactError } from "../../errors.ts";

type ZipFault = "not-a-zip" | "damaged" | "encrypted" | "method" | "ambiguous" | "no-manifest";

const UPLOAD = "Upload the files of dbt's `target` folder of one project with actions/upload-artifact.";

const WHY: Readonly<Record<ZipFault, string>> = {
  "not-a-zip": "It is not a zip, or it ends in the middle.",
  damaged: "The zip is damaged.",
  encrypted: "The zip is encrypted.",
  method: "The zip is packed by a method that is neither stored nor deflated.",
  ambiguous: "The zip holds an artifact of the same name twice, in two folders.",
  "no-manifest": "The zip holds no `manifest.json`.",
};

/** The error for a zip that artifacts cannot be taken from. Its own words are not repeated: a stranger may have packed it. */
export function refuseZip(fault: ZipFault, name: string): ArtifactError {
  const advice = { what: `The artifact \`${name}\` was not used.`, why: WHY[fault], todo: UPLOAD };
  return new ArtifactError(`zip-${fault}`, advice);
}
