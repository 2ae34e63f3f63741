/**
 * Where the reference is wrong, as read by hand: statement, columns (`*` for all that differ), reason. At most 3 % of
 * all columns may stand here.
 * @type {readonly { id: string, columns: "*" | string[], why: string }[]}
 */
export const REFERENCE_ERRORS = [
  {
    id: "postgres-2136bbeaa58a",
    columns: "*",
    why: "The reference has no source at all. Every column is read through `alias.*` and `select *` from the one relation that the alias names; that its columns are not listed leaves no other owner.",
  },
  {
    id: "sqlserver-1182809ca0ae",
    columns: "*",
    why: "The reference takes the names that PIVOT makes for columns of the outer table. They are made of the value that the inner query splits out of one column of it.",
  },
];
