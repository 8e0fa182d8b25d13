import { statSync } from 'node:fs'
import path from 'node:path'
import type { DesktopPlace } from '../../../shared/contract/desktop.ts'
import { linkScheme, placeOfLink } from './deep-link.ts'

export interface Launch {
  /** Folder named with `--data`. */
  readonly data: string | null
  /** What to show: a link, or a folder to open. */
  readonly place: DesktopPlace | null
}

/** Reads the arguments after the program's own; switches of Chromium's are left alone. */
export function readLaunch(args: readonly string[], cwd: string): Launch {
  let data: string | null = null
  let place: DesktopPlace | null = null
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '--data') {
      at += 1
      data = args[at] ?? null
    } else if (arg.startsWith('--data=')) data = arg.slice('--data='.length)
    else if (!arg.startsWith('-')) place = placeOfArgument(arg, cwd) ?? place
  }
  return { data: data === null || data === '' ? null : path.resolve(cwd, data), place }
}

function placeOfArgument(arg: string, cwd: string): DesktopPlace | null {
  if (arg.startsWith(`${linkScheme}:`)) return placeOfLink(arg)
  return folderPlace(path.resolve(cwd, arg))
}

/** A folder to open, null where there is none. */
export function folderPlace(folder: string): DesktopPlace | null {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true ? { kind: 'folder', path: folder } : null
}

/** What another start of the app handed over; it comes from outside, so it is looked at again. */
export function placeHandedOver(data: unknown): DesktopPlace | null {
  if (typeof data !== 'object' || data === null || !('place' in data)) return null
  const { place } = data
  if (typeof place !== 'object' || place === null || !('kind' in place)) return null
  if (place.kind === 'folder' && 'path' in place && typeof place.path === 'string') return folderPlace(place.path)
  if (place.kind === 'thread' && 'thread' in place) return placeOfLink(`${linkScheme}://thread/${String(place.thread)}`)
  return place.kind === 'dispatch' || place.kind === 'inbox' ? { kind: place.kind } : null
}
