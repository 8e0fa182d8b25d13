import { useKept } from '../../../client/kept.ts'
import { keptValues } from '../../../client/kept-host.ts'
import { type Draft, emptyDraft, isEmpty } from './draft.ts'

/** Kept with the text up to this many characters of JSON; above, attachments last as long as the page. */
const keptLimit = 200_000

/** Drafts whose attachments are too large to be kept, whole. */
const large = new Map<string, Draft>()

function keyOf(thread: string): string {
  return `draft.thread.${thread}`
}

/** What is written to a thread now, wherever it is shown. */
export function readDraft(thread: string): Draft {
  return large.get(thread) ?? (keptValues.get(keyOf(thread)) as Draft | undefined) ?? emptyDraft
}

/** Changes the draft as it is now, also after the composer has gone. */
export function changeDraft(thread: string, change: (draft: Draft) => Draft): void {
  const draft = change(readDraft(thread))
  if (JSON.stringify(draft).length <= keptLimit) {
    large.delete(thread)
    keptValues.set(keyOf(thread), isEmpty(draft) ? null : draft)
    return
  }
  large.set(thread, draft)
  keptValues.set(keyOf(thread), withoutAttachments(draft))
}

export function useDraft(thread: string): Draft {
  useKept<Draft>(keyOf(thread), emptyDraft)
  return readDraft(thread)
}

function withoutAttachments({ text, sending }: Draft): Draft {
  return { text, attachments: [], sending: sending.map((one) => ({ ...one, attachments: [] })) }
}
