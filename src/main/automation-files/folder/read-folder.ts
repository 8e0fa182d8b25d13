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

/** What each file says; `others` stand beside them and are not read here: what is in force of those that are wrong. */
export function readFolder(
  files: readonly FoundFile[],
  context: ReadContext,
  others: readonly Named[],
): readonly ReadFile[] {
  const read = files.map(({ name, text }): ReadFile => {
    return { name, text, read: text.ok ? readDefinition(text.value, context) : err([text.error]) }
  })
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

export type ContextOf = (scope: AutomationScope) => Promise<ReadContext>
