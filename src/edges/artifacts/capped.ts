import { ArtifactError } from "../../errors.ts";

/** Passes bytes on and counts them; throws as soon as there are more than `most`. `name`: what they are, for the reader. */
export async function* capped(
  chunks: AsyncIterable<Uint8Array>,
  { name, most }: { readonly name: string; readonly most: number },
): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const chunk of chunks) {
    count += chunk.length;
    if (count > most) throw tooLarge(name, most);
    yield chunk;
  }
}

/** The error for something that has more bytes than are read. */
export function tooLarge(name: string, most: number): ArtifactError {
  return new ArtifactError("artifact-too-large", {
    what: `\`${name}\` was not read.`,
    why: `It has more than ${Math.round(most / 1024 / 1024)} MB.`,
    todo: "Upload the artifacts of one dbt project, as dbt writes them.",
  });
}
