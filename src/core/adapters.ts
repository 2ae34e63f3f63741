/** What differs between warehouses and matters to a comparison. */
export interface AdapterTraits {
  /** `metadata.adapter_type`. */
  readonly name: string;
  /** Constraint types that the adapter enforces, so that dropping one breaks a contract. */
  readonly enforces: ReadonlySet<string>;
  /** Type names that mean the same, in lower case: alias to canonical name. */
  readonly typeAliases: Readonly<Record<string, string>>;
}

/** The traits of an adapter by its `adapter_type`; dbt's base defaults for one that is not listed. */
export function adapterTraits(adapterType: string | null): AdapterTraits {
  return { name: adapterType ?? "unknown", enforces: new Set(["not_null", "foreign_key"]), typeAliases: {} };
}
