import type { Refusal } from '../../lib/refusal.ts'

/** Something a person can do here, by key, button or palette alike. */
export interface Action {
  /** Unique among what is shown, such as 'thread.merge'. */
  readonly id: string
  /** What happens, as on a button: 'Merge', 'Request changes'. */
  readonly title: string
  /** The heading of the palette and of the map of keys under which it stands. */
  readonly section: string
  /** 'r', 'mod+enter', 'g b', 'shift+ArrowDown'; several ways are separated by a comma and a space. */
  readonly keys?: string | undefined
  /** Why it can't be done now; it is then shown with the reason and doesn't run. */
  readonly blocked?: Refusal | null | undefined
  /** Stays in reach below an open dialog (the palette, the map of keys). */
  readonly everywhere?: boolean | undefined
  /** Works by key only: left out of the palette (moving a selection). */
  readonly hidden?: boolean | undefined
  run(): unknown
}

export function isBlocked(action: Action): boolean {
  return action.blocked !== undefined && action.blocked !== null
}
