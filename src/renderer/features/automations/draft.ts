import { type Change, withMore } from '../../lib/form-change.ts'

/** A text that wasn't saved yet, and what the file was that it was begun on: null for a file that is not there. */
export type Draft = {
  readonly text: string
  readonly replaces: string | null
  /** Made in the form, and not in the text yet. */
  readonly pending: readonly Change[]
}

export interface Saved {
  readonly text: string
  readonly revision: string | null
}

/** The draft after the form changed something. */
export function changed(draft: Draft | null, saved: Saved, changes: readonly Change[]): Draft {
  const before = draft ?? { text: saved.text, replaces: saved.revision, pending: [] }
  return { ...before, pending: withMore(before.pending, changes) }
}

/** The draft after typing: none where the text is again what is saved, unless that has changed meanwhile. */
export function typed(draft: Draft | null, saved: Saved, text: string): Draft | null {
  const replaces = draft === null ? saved.revision : draft.replaces
  return replaces === saved.revision && text === saved.text ? null : { text, replaces, pending: [] }
}

export interface Edit {
  readonly text: string
  /** Those of its changes that are in this text now. */
  readonly changes: readonly Change[]
}

/** The draft once changes are in its text. One that was typed over meanwhile is still to be written. */
export function written(draft: Draft, saved: Saved, { text, changes }: Edit): Draft | null {
  const pending = draft.pending.filter((change, at) => JSON.stringify(change) !== JSON.stringify(changes[at]))
  const same = pending.length === 0 && draft.replaces === saved.revision && text === saved.text
  return same ? null : { ...draft, text, pending }
}

/** The draft after a text was saved: gone, unless it went on meanwhile, which then replaces what was saved. */
export function afterSave(draft: Draft | null, saved: Saved): Draft | null {
  if (draft === null || (draft.text === saved.text && draft.pending.length === 0)) return null
  return { ...draft, replaces: saved.revision }
}
