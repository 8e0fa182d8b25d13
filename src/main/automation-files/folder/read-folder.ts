import type { AutomationScope, FileProblem } from '../../../shared/domain/automation/state.ts'
import { err, type Result } from '../../../shared/kernel/result.ts'
import { placeOf } from '../definition/place.ts'
import { type ReadContext, type ReadDefinition, readDefinition } from '../definition/read-definition.ts'
import type { FoundFile } from './list-files.ts'
import { circles, type Named } from './started-by.ts'

export interface ReadFile {
  readonly name: string
  readonly text: FoundFile['text']
  readonly read: Result<ReadDefinition, readonly FileProblem[]>
}

/**
 * What each file says by itself. Strangers may have written them, and each may take long to read: others get their
 * turn in between. Null where it was `ended` before all were read.
 */
export async function readFiles(
  files: readonly FoundFile[],
  context: ReadContext,
  ended: () => boolean,
): Promise<readonly ReadFile[] | null> {
  const read: ReadFile[] = []
  for (const file of files) {
    if (ended()) return null
    read.push(readFound(file, context))
    await nextRound()
  }
  return read
}

export function readFound({ name, text }: Pick<FoundFile, 'name' | 'text'>, context: ReadContext): ReadFile {
  return { name, text, read: text.ok ? readDefinition(text.value, context) : err([text.error]) }
}

/** The same with those that start each other told as wrong; `others` stand beside them: what is in force of these. */
export function readTogether(read: readonly ReadFile[], others: readonly Named[]): readonly ReadFile[] {
  const good = read.flatMap((one) => (one.read.ok ? [{ name: one.name, definition: one.read.value.definition }] : []))
  const names = new Set(good.map(({ name }) => name))
  const found = circles([...good, ...others.filter(({ name }) => !names.has(name))])
  return read.map((one) => {
    const drafts = found.get(one.name)
    if (drafts === undefined || !one.read.ok) return one
    const { opened } = one.read.value
    return { ...one, read: err(drafts.map((draft) => placeOf(opened, draft))) }
  })
}

function nextRound(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

export interface Reading {
  readonly contextOf: (scope: AutomationScope) => Promise<ReadContext>
  /** Nothing more is to be told. */
  readonly ended: () => boolean
  /** The name of one that somebody saved here. */
  readonly person?: string
}
