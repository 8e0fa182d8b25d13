/** Deeper than anything that is written by hand. */
const depthLimit = 8

/**
 * An empty field of YAML is null, and so is what many models write for a field they leave out. Deeper than that nothing
 * is looked at.
 */
export function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > depthLimit) return value
  if (Array.isArray(value)) return value.map((one: unknown) => withoutNulls(one, depth + 1))
  // Own fields, whatever their names: what is called __proto__ stays a field, and is refused as one.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => [name, withoutNulls(one, depth + 1)]),
  )
}
