import { useEffect, useState } from 'react'
import type { Estimate } from '../../../shared/contract/channels/topology.ts'
import { ask } from '../../client/ask.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'
import type { TaskPart } from './split-tasks.ts'

/** In ms: nobody waits for it while they write. */
const calm = 600
/** UTF-16 units of a task that are looked at. */
const longest = 20_000
const most = 20

/** How far the tasks that are written depend on each other and on what is live; null while there is nothing to ask. */
export function useEstimate(folder: string | null, tasks: readonly TaskPart[]): Estimate | null {
  const online = useHost((state) => state.api !== null)
  const others = useModel((model) => [...model.thread.values()].some(({ state }) => !over.has(state.kind)))
  const [known, setKnown] = useState<{ readonly asked: string; readonly estimate: Estimate | null } | null>(null)
  const sense = tasks.length > 1 || (tasks.length === 1 && others)
  const briefs = tasks.slice(0, most).map(({ text }) => text.slice(0, longest))
  const asked = sense && folder !== null ? JSON.stringify([folder, briefs]) : ''
  useEffect(() => {
    if (asked === '' || !online) return
    let late = false
    const [repository, texts] = JSON.parse(asked) as [string, readonly string[]]
    const work = texts.map((brief) => ({ brief, paths: [] }))
    const timer = setTimeout(() => {
      void ask((api) => api.topology.estimate({ repository, work })).then((answer) => {
        if (!late) setKnown({ asked, estimate: answer.ok ? answer.value : null })
      })
    }, calm)
    return () => {
      late = true
      clearTimeout(timer)
    }
  }, [asked, online])
  // While somebody writes on, the last answer stays, so that nothing jumps.
  return asked === '' ? null : (known?.estimate ?? null)
}

const over: ReadonlySet<string> = new Set(['landed', 'discarded'])
