import type { Subcommand } from "./subcommand.ts";

/** The name of a subcommand, and its module, which is loaded when it is asked for. */
interface Entry {
  readonly name: string;
  readonly load: () => Promise<Subcommand>;
}

/** Every subcommand, in the order of the help. */
const entries: readonly Entry[] = [
  { name: "review", load: async () => (await import("./review.ts")).reviewCommand },
  { name: "demo", load: async () => (await import("./demo.ts")).demoCommand },
  { name: "lineage", load: async () => (await import("./lineage.ts")).lineageCommand },
  { name: "impact", load: async () => (await import("./impact.ts")).impactCommand },
  { name: "render", load: async () => (await import("./render.ts")).renderCommand },
  { name: "rules", load: async () => (await import("./rules.ts")).rulesCommand },
  { name: "schema", load: async () => (await import("./schema.ts")).schemaCommand },
  { name: "doctor", load: async () => (await import("./doctor.ts")).doctorCommand },
  { name: "usage", load: async () => (await import("./usage.ts")).usageCommand },
  { name: "init", load: async () => (await import("./init.ts")).initCommand },
  { name: "serve", load: async () => (await import("./serve.ts")).serveCommand },
  { name: "action", load: async () => (await import("./action.ts")).actionCommand },
];

/** The subcommands that the words of a command line name, or every one where they name none: for the help. */
export async function subcommandsFor(words: readonly string[]): Promise<readonly Subcommand[]> {
  const named = entries.filter(({ name }) => words.includes(name));
  return await Promise.all((named.length === 0 ? entries : named).map(({ load }) => load()));
}
