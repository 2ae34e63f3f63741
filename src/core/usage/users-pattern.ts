/** A regular expression for RE2 that fits names of users as a whole and in any case; `*` stands for any letters. */
export function usersPattern(users: readonly string[]): string {
  return `(?i)^(?:${users.map(patternOf).join("|")})$`;
}

function patternOf(glob: string): string {
  return glob.replaceAll(/[.+?^${}()|[\]\\]/gu, "\\$&").replaceAll("*", ".*");
}
