/** A text that wasn't saved yet, and the content that it was begun on; kept as `review.edits.THREAD`. */
export type EditDraft = { readonly text: string; readonly replaces: string }
export type EditDrafts = { readonly [path: string]: EditDraft }

export function draftOf(drafts: EditDrafts, path: string): EditDraft | null {
  return Object.hasOwn(drafts, path) ? (drafts[path] ?? null) : null
}

export function withDraft(drafts: EditDrafts, path: string, draft: EditDraft | null): EditDrafts {
  const others = Object.entries(drafts).filter(([other]) => other !== path)
  return Object.fromEntries(draft === null ? others : [...others, [path, draft]])
}

/** The draft after typing: none where the text is again what is saved, unless others have changed that meanwhile. */
export function nextDraft(draft: EditDraft | null, saved: Saved, text: string): EditDraft | null {
  const replaces = draft?.replaces ?? saved.blob
  return replaces === saved.blob && text === saved.text ? null : { text, replaces }
}

export interface Saved {
  /** What was sent, and the name that git gave it. */
  readonly text: string
  readonly blob: string
}

/** The draft after a text was saved: gone, unless more was typed meanwhile, which then goes on from what was saved. */
export function afterSave(draft: EditDraft | null, { text, blob }: Saved): EditDraft | null {
  return draft === null || draft.text === text ? null : { text: draft.text, replaces: blob }
}
