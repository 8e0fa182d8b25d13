import type { DesktopPlace } from '../../../shared/contract/desktop.ts'

/** The scheme that other programs may open us with. */
export const linkScheme = 'switchyard'

const shape = /^switchyard:\/\/(?:(dispatch|inbox)|thread\/([A-Za-z0-9][A-Za-z0-9_-]{0,63}))\/?$/

/** The place that a link names; null for anything but the three forms. A link only shows, it never does anything. */
export function placeOfLink(link: string): DesktopPlace | null {
  const match = shape.exec(link)
  if (match === null) return null
  const [, place, thread] = match
  if (thread !== undefined) return { kind: 'thread', thread }
  return { kind: place === 'dispatch' ? 'dispatch' : 'inbox' }
}
