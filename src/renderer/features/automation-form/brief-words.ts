/** A part of a brief: words, or a variable. */
export interface BriefPart {
  readonly text: string
  readonly variable: boolean
}

const variables = /\{\{[^{}]*\}\}/g

/** A brief in parts, so that its variables can be marked where they stand. Nothing is left out. */
export function briefParts(brief: string): readonly BriefPart[] {
  const parts: BriefPart[] = []
  let end = 0
  for (const { 0: text, index } of brief.matchAll(variables)) {
    if (index > end) parts.push({ text: brief.slice(end, index), variable: false })
    parts.push({ text, variable: true })
    end = index + text.length
  }
  if (end < brief.length) parts.push({ text: brief.slice(end), variable: false })
  return parts
}

/** A field of a field counts: what a trigger names is where its paths begin. */
function isKnown(variable: string, known: readonly string[]): boolean {
  const path = pathOf(variable)
  return path !== null && known.some((name) => path === name || path.startsWith(`${name}.`))
}

function pathOf(variable: string): string | null {
  return /^\{\{\s*event\.([\w.-]+)\s*\}\}$/.exec(variable)?.[1] ?? null
}

export interface Missing {
  readonly variable: string
  /** Titles of the triggers whose events don't have it. */
  readonly triggers: readonly string[]
}

/** Variables that events of a chosen trigger don't have: such an event is skipped, as nothing is left blank. */
export function missingVariables(brief: string, triggers: readonly TriggerFields[]): readonly Missing[] {
  // Events that are handed over by hand may hold anything.
  const told = triggers.filter(({ fields }) => fields.length > 0)
  const used = new Set(briefParts(brief).flatMap(({ text, variable }) => (variable ? [text] : [])))
  return [...used].flatMap((variable) => {
    const without = told.filter(({ fields }) => {
      const names = fields.map(({ name }) => name)
      return pathOf(variable) !== null && !isKnown(variable, names)
    })
    return without.length === 0 ? [] : [{ variable, triggers: without.map(({ title }) => title) }]
  })
}

interface TriggerFields {
  readonly title: string
  readonly fields: readonly { readonly name: string }[]
}
