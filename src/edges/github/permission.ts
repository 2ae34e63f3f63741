import type { Permission } from "../../ports.ts";
import { at, type Connection } from "./connection.ts";
import { isMissing } from "./fault.ts";

const PERMISSIONS: readonly Permission[] = ["admin", "maintain", "write", "triage", "read", "none"];

/**
 * What somebody may do. `role_name` tells maintain and triage, which `permission` folds into write and read; a custom role
 * has a name of its own, and counts as the `permission` that it is built on.
 */
export async function permissionOf(connection: Connection, login: string): Promise<Permission> {
  try {
    const { data } = await connection.github.rest.repos.getCollaboratorPermissionLevel({
      ...at(connection),
      username: login,
    });
    return named(data.role_name) ?? named(data.permission) ?? "none";
  } catch (error) {
    if (isMissing(error)) return "none";
    throw error;
  }
}

function named(name: string): Permission | undefined {
  return PERMISSIONS.find((permission) => permission === name);
}
