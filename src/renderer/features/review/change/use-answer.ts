import { useEffect, useEffectEvent, useState } from 'react'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { ask } from '../../../client/ask.ts'
import type { HostApi } from '../../../client/host-api.ts'
import { useHost } from '../../../client/store.ts'
import type { Answers } from './answers.ts'

export interface Answer<T> {
  readonly value: T | null
  readonly failure: Failure | null
  /** Asks again after a failure. */
  retry(): void
}

export interface Question<T> {
  readonly answers: Answers<T>
  /** Names everything that the answer depends on; null asks nothing. */
  readonly key: string | null
  readonly call: (api: HostApi) => Promise<T>
}

/** What the host answers to a question, at once where it was answered before. */
export function useAnswer<T>({ answers, key, call }: Question<T>): Answer<T> {
  const online = useHost((state) => state.api !== null)
  const [failed, setFailed] = useState<{ readonly key: string; readonly failure: Failure } | null>(null)
  const [tries, setTries] = useState(0)
  const [, setArrived] = useState(0)
  const load = useEffectEvent((wanted: string) => answers.load(wanted, () => ask(call)))
  const known = key === null ? undefined : answers.get(key)
  const needed = key !== null && known === undefined && online ? key : null
  useEffect(() => {
    if (needed === null) return
    let [current, attempt] = [true, tries]
    void load(needed).then((answer) => {
      if (!current) return
      attempt += 1
      if (answer.ok) setArrived((count) => count + attempt)
      else setFailed({ key: needed, failure: answer.error })
    })
    return () => {
      current = false
    }
  }, [needed, tries])
  const failure = known === undefined && failed !== null && failed.key === key ? failed.failure : null
  const retry = () => {
    setFailed(null)
    setTries((count) => count + 1)
  }
  return { value: known ?? null, failure, retry }
}
