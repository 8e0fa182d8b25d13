export interface Named {
  readonly id: string
  readonly key: string
  readonly title: string
}

/** A piece of an answer: plain text, or the name of a task. */
export interface Part {
  readonly text: string
  readonly task: string | null
  /** Where in the answer it begins. */
  readonly at: number
}

/** Cuts an answer where it names a task, so that each name can be a link. The longest name wins. */
export function linkParts(text: string, tasks: readonly Named[]): readonly Part[] {
  const names = new Map<string, string>()
  for (const { id, key, title } of tasks) {
    names.set(title, id)
    // A key may be an ordinary word: only where it is said which task is waited for.
    names.set(`waits for ${key}:`, id)
  }
  names.delete('')
  if (names.size === 0) return [{ text, task: null, at: 0 }]
  const wanted = [...names.keys()].sort((one, other) => other.length - one.length).map(escaped)
  const cut = text.split(new RegExp(`(${wanted.join('|')})`, 'u'))
  let at = 0
  return cut.flatMap((part) => {
    const from = at
    at += part.length
    return part === '' ? [] : [{ text: part, task: names.get(part) ?? null, at: from }]
  })
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`)
}
