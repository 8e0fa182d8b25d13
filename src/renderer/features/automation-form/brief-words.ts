/** A part of a brief: words, or a variable with whether the chosen triggers have it. */
export interface BriefPart {
  readonly text: string
  readonly variable: 'known' | 'unknown' | null
}

const variables = /\{\{[^{}]*\}\}/g

/** A brief in parts, so that its variables can be marked where they stand. Nothing is left out. */
export function briefParts(brief: string, known: readonly string[]): readonly BriefPart[] {
  const parts: BriefPart[] = []
  let end = 0
  for (const { 0: text, index } of brief.matchAll(variables)) {
    if (index > end) parts.push({ text: brief.slice(end, index), variable: null })
    parts.push({ text, variable: isKnown(text, known) ? 'known' : 'unknown' })
    end = index + text.length
  }
  if (end < brief.length) parts.push({ text: brief.slice(end), variable: null })
  return parts
}

/** A field of a field counts: what a trigger names is where its paths begin. */
function isKnown(variable: string, known: readonly string[]): boolean {
  const path = /^\{\{\s*event\.([\w.-]+)\s*\}\}$/.exec(variable)?.[1]
  return path !== undefined && known.some((name) => path === name || path.startsWith(`${name}.`))
}
