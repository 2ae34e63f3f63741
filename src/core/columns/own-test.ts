import type { DataTest, Project } from "../manifest/project.ts";

/** Whether the SQL of a test is the project's own: a singular test, or a generic one by a macro of the project. */
export function isOwnTest({ generic, macros }: DataTest, { metadata }: Project): boolean {
  if (generic === null) return true;
  return macros.includes(`macro.${metadata.projectName ?? ""}.test_${generic.name}`);
}
