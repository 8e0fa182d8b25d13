/** Shorter values (`1`, `core`) are no secrets, and blanking them would make the journal unreadable. */
const SHORTEST_SECRET = 6

/** Replaces the given values, as they are and as JSON writes them, by their variable's name. */
export function createRedaction(variables: Readonly<Record<string, string>>): (text: string) => string {
  const replacements = Object.entries(variables)
    .filter(([, value]) => value.length >= SHORTEST_SECRET)
    .flatMap(([name, value]) => forms(value).map((form) => ({ form, mark: `«${name}»` })))
    .toSorted((left, right) => right.form.length - left.form.length)
  return (text) => replacements.reduce((redacted, { form, mark }) => redacted.replaceAll(form, () => mark), text)
}

function forms(value: string): readonly string[] {
  const escaped = JSON.stringify(value).slice(1, -1)
  return escaped === value ? [value] : [value, escaped]
}
