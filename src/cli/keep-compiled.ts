import module from "node:module";

/** What Node 22 and later have. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
}

/** Keeps the code that is loaded from here on in a folder, if there is one, as it was compiled, where Node can: the next run begins the sooner. */
export function keepCompiled(folder: string | null): void {
  const runtime: typeof module & CompileCache = module;
  if (folder !== null) runtime.enableCompileCache?.(folder);
}
