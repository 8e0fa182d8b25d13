import { useSyncExternalStore } from 'react'
import { keptValues, onKeptChange } from '../../client/kept-host.ts'
import { type Draft, emptyDraft } from './draft.ts'

const key = 'dispatch.draft'
let known: { readonly value: unknown; readonly draft: Draft } | null = null

/** The draft as it is kept. One that an older version kept lacks what was added since. */
export function readDraft(): Draft {
  const value = keptValues.get(key)
  if (known === null || known.value !== value) {
    const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
    known = { value, draft: { ...emptyDraft, ...fields } }
  }
  return known.draft
}

/** Changes what is kept now, which may be newer than what was last shown. */
export function changeDraft(change: Partial<Draft> | ((draft: Draft) => Draft)): void {
  const draft = readDraft()
  keptValues.set(key, typeof change === 'function' ? change(draft) : { ...draft, ...change })
}

export function useDraft(): Draft {
  return useSyncExternalStore(subscribe, readDraft)
}

function subscribe(listener: () => void): () => void {
  return onKeptChange(key, listener)
}
