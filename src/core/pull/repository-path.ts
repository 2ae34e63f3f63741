/** A path of a dbt project as the repository has it. `project`: the project's folder, `.` for the repository itself. */
export function repositoryPath(project: string, path: string): string {
  const parts = `${project}/${path}`.split("/").filter((part) => part !== "" && part !== ".");
  return parts.join("/");
}
