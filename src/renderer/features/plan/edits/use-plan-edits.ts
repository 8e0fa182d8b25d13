import { useMemo, useRef, useState } from 'react'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { sendCommand } from '../../../client/commands.ts'
import { useHost } from '../../../client/store.ts'
import { newId } from '../../../lib/new-id.ts'
import { explain } from '../../../lib/refusal.ts'
import { announce } from '../../../ui/announce.tsx'
import { did, type EditHistory, noEdits, renamed, type Step, stepped } from './edit-history.ts'
import { inverseOf } from './inverse.ts'

/** Where an edit was made, so that its refusal is told there: a task, or the head of the plan where it is null. */
export interface Refused {
  readonly task: string | null
  readonly failure: Failure
}

export interface PlanEdits {
  readonly refused: Refused | null
  readonly undoable: boolean
  readonly redoable: boolean
  /** Sends commands one after the other until one is refused; answers whether all were taken. */
  edit(task: string | null, ...commands: readonly PublicCommand[]): Promise<boolean>
  undo(): Promise<void>
  redo(): Promise<void>
  dismiss(): void
}

/** Edits of one plan: shown at once, told of where they are refused, and taken back in turn. */
export function usePlanEdits(): PlanEdits {
  const history = useRef<EditHistory>(noEdits)
  /** Everything that was sent and not answered yet. */
  const open = useRef<Promise<unknown>>(Promise.resolve())
  const [refused, setRefused] = useState<Refused | null>(null)
  const [shown, setShown] = useState<EditHistory>(noEdits)
  const [underWay, setUnderWay] = useState(0)
  const acts = useMemo(() => {
    const keep = (next: EditHistory) => {
      history.current = next
      setShown(next)
    }
    const run = async (task: string | null, commands: Step) => {
      const sent = await sendAll(commands)
      setRefused(sent.refused === null ? null : { task, failure: sent.refused })
      if (sent.refused !== null) announce(explain(sent.refused))
      return sent
    }
    const edited = async (task: string | null, commands: Step) => {
      const sent = await run(task, commands)
      keep(did(afterwards(history.current, sent), sent.back))
      return sent.refused === null
    }
    const edit = (task: string | null, ...commands: Step) => {
      setUnderWay((count) => count + 1)
      const taken = edited(task, commands).finally(() => setUnderWay((count) => count - 1))
      open.current = Promise.allSettled([open.current, taken])
      return taken
    }
    const stepBack = async (way: 'undo' | 'redo') => {
      const commands = history.current[way].at(-1)
      if (commands === undefined) return
      const sent = await run(null, commands)
      keep(stepped(afterwards(history.current, sent), way, sent.back))
    }
    const step = (way: 'undo' | 'redo') => {
      // What was done a moment ago is what is meant, though the host hasn't answered yet.
      const taken = open.current.then(() => stepBack(way))
      open.current = Promise.allSettled([taken])
      return taken
    }
    return { edit, undo: () => step('undo'), redo: () => step('redo'), dismiss: () => setRefused(null) }
  }, [])
  return { ...acts, refused, undoable: underWay > 0 || shown.undo.length > 0, redoable: shown.redo.length > 0 }
}

interface Sent {
  readonly back: Step
  /** Tasks that come back under another id when this is taken back. */
  readonly again: readonly (readonly [from: string, to: string])[]
  readonly refused: Failure | null
}

async function sendAll(commands: Step): Promise<Sent> {
  let back: Step = []
  const again: [string, string][] = []
  for (const command of commands) {
    const inverse = inverseOf(useHost.getState().model, command, newId)
    const refused = await sendCommand(command)
    if (refused !== null) return { back, again, refused }
    const [first] = inverse
    if (command.type === 'task.remove' && first?.type === 'task.add') {
      again.push([command.payload.task, first.payload.task.id])
    }
    back = [...inverse, ...back]
  }
  return { back, again, refused: null }
}

function afterwards(history: EditHistory, { again }: Sent): EditHistory {
  return again.reduce((before, [from, to]) => renamed(before, from, to), history)
}
