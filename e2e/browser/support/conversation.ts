import type { Locator, Page } from '@playwright/test'
import type { TranscriptRow } from '../../../src/shared/transcript/entry.ts'

/** Where a thread's conversation is shown. */
export const conversationOf = (page: Page): Locator => page.getByRole('region', { name: 'Conversation' })

export interface ShownEntry {
  readonly position: number
  readonly text: string
}

/** Everything a conversation shows, read from its beginning to its end as a person would scroll through it. */
export async function readThrough(conversation: Locator): Promise<readonly ShownEntry[]> {
  return conversation.evaluate(async (scroller) => {
    const frames = async () => {
      for (let count = 0; count < 3; count += 1) await new Promise(requestAnimationFrame)
    }
    const read = new Map<number, string>()
    const move = (top: number) => {
      // Without a gesture it would be a movement of the page's own, that isn't followed.
      scroller.dispatchEvent(new WheelEvent('wheel'))
      scroller.scrollTop = top
    }
    const look = () => {
      for (const item of scroller.querySelectorAll('li[aria-posinset]')) {
        read.set(Number(item.getAttribute('aria-posinset')), item.textContent)
      }
    }
    // Earlier entries come while one scrolls up, until the first is there.
    for (;;) {
      move(0)
      await frames()
      look()
      if (read.has(1)) break
    }
    for (;;) {
      const from = scroller.scrollTop
      move(from + scroller.clientHeight / 2)
      await frames()
      look()
      if (scroller.scrollTop <= from) break
    }
    return [...read].map(([position, text]) => ({ position, text })).sort((one, other) => one.position - other.position)
  })
}

export interface Anchor {
  readonly position: number
  /** Of its upper edge below that of the conversation, in px. */
  readonly top: number
}

/** The first entry that is wholly in view, and where. A page that was just opened may need some frames to show one. */
export async function anchorOf(conversation: Locator): Promise<Anchor> {
  return conversation.evaluate(async (scroller) => {
    for (let frames = 0; frames < 300; frames += 1) {
      const edge = scroller.getBoundingClientRect().top
      for (const item of scroller.querySelectorAll('li[aria-posinset]')) {
        const top = item.getBoundingClientRect().top - edge
        if (top >= 0) return { position: Number(item.getAttribute('aria-posinset')), top: Math.round(top) }
      }
      await new Promise(requestAnimationFrame)
    }
    throw new Error('no entry is in view')
  })
}

/** Scrolls up by so many px with the wheel, as a reader does, and waits until the view rests. */
export async function scrollUp(conversation: Locator, pixels: number): Promise<void> {
  await conversation.hover()
  await conversation.page().mouse.wheel(0, -pixels)
  await rest(conversation)
}

/** Resolves when the view stood still for some frames. */
async function rest(conversation: Locator): Promise<void> {
  await conversation.evaluate(async (scroller) => {
    for (let last = -1, still = 0; still < 4; ) {
      await new Promise(requestAnimationFrame)
      still = scroller.scrollTop === last ? still + 1 : 0
      last = scroller.scrollTop
    }
  })
}

/** The words that start with `#` and a number: each is sent once, so that each must be there once, in order. */
export function counters(text: string): readonly number[] {
  return [...text.matchAll(/#(\d+)/g)].map((match) => Number(match[1]))
}

/** The texts of what agents wrote, by position. */
export function messagesOf(rows: readonly TranscriptRow[]): readonly ShownEntry[] {
  return rows.filter((row) => row.kind === 'message').map(({ position, text }) => ({ position, text }))
}
