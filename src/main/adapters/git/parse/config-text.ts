/** Text of a configuration file with these values; keys as git writes them: `section.name` or `section.sub.name`. */
export function configText(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map(([key, value]) => `${header(key)}\n\t${key.slice(key.lastIndexOf('.') + 1)} = ${quoted(value)}\n`)
    .join('')
}

function header(key: string): string {
  const first = key.indexOf('.')
  const last = key.lastIndexOf('.')
  const section = key.slice(0, first)
  if (first === last) return `[${section}]`
  return `[${section} "${key.slice(first + 1, last).replace(/["\\]/g, '\\$&')}"]`
}

function quoted(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
  return `"${escaped}"`
}
