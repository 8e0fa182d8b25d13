/** Something that goes along with a prompt. */
export type Attachment =
  | {
      readonly kind: 'image'
      readonly id: string
      readonly name: string
      readonly mimeType: string
      /** Base64. */
      readonly data: string
    }
  | { readonly kind: 'file'; readonly id: string; readonly name: string; readonly text: string }
  /** Another thread that is brought in: it is introduced when the prompt is sent. Its id is the thread's. */
  | { readonly kind: 'thread'; readonly id: string; readonly name: string }

/** A prompt on its way to the host. It leaves the draft only once the host has it. */
export type Sending = {
  readonly prompt: string
  readonly text: string
  readonly attachments: readonly Attachment[]
}

/** What somebody is writing to a thread. Plain data, since it is kept as it is. */
export type Draft = {
  readonly text: string
  readonly attachments: readonly Attachment[]
  readonly sending: readonly Sending[]
}

/** Threads that go along, as ids. */
export function broughtIn({ attachments }: Pick<Draft, 'attachments'>): readonly string[] {
  return attachments.flatMap((attachment) => (attachment.kind === 'thread' ? [attachment.id] : []))
}

export const emptyDraft: Draft = { text: '', attachments: [], sending: [] }

export function isEmpty({ text, attachments, sending }: Draft): boolean {
  return text === '' && attachments.length === 0 && sending.length === 0
}

export function typed(draft: Draft, text: string): Draft {
  return { ...draft, text }
}

export function attached(draft: Draft, attachments: readonly Attachment[]): Draft {
  const fresh = attachments.filter(({ id }) => !draft.attachments.some((known) => known.id === id))
  return { ...draft, attachments: [...draft.attachments, ...fresh] }
}

export function detached(draft: Draft, id: string): Draft {
  return { ...draft, attachments: draft.attachments.filter((attachment) => attachment.id !== id) }
}

/** The field is free for the next prompt, and what it held waits for the host's answer. */
export function sent({ text, attachments, sending }: Draft, prompt: string): Draft {
  return { text: '', attachments: [], sending: [...sending, { prompt, text, attachments }] }
}

/** The host has it. */
export function accepted(draft: Draft, prompt: string): Draft {
  return { ...draft, sending: draft.sending.filter((one) => one.prompt !== prompt) }
}

/** Not taken: it comes back, before what was written meanwhile. */
export function refused(draft: Draft, prompt: string): Draft {
  const back = draft.sending.find((one) => one.prompt === prompt)
  if (back === undefined) return draft
  return {
    text: [back.text, draft.text].filter((text) => text !== '').join('\n\n'),
    attachments: [...back.attachments, ...draft.attachments],
    sending: draft.sending.filter((one) => one !== back),
  }
}

/** After a page ended while it sent `lost`: what the host has is let go, the rest comes back in its order. */
export function recovered(draft: Draft, lost: readonly string[], hostHas: (prompt: string) => boolean): Draft {
  return lost.reduceRight<Draft>(
    (left, prompt) => (hostHas(prompt) ? accepted(left, prompt) : refused(left, prompt)),
    draft,
  )
}
