import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Rectangle } from 'electron'
import { z } from 'zod'
import { parseJson } from '../../../shared/kernel/parse-json.ts'

const pixels = z.number().int().min(-100_000).max(100_000)
const size = z.number().int().min(200).max(50_000)
const theme = z.enum(['system', 'dark', 'light'])
const savedShape = z.object({ x: pixels, y: pixels, width: size, height: size, maximized: z.boolean(), theme })

/** Where a window was when it was closed, in the coordinates of all displays, and how it looked. */
export type SavedWindow = z.output<typeof savedShape>
export type WindowPlace = Partial<Pick<Rectangle, 'x' | 'y'>> & Pick<Rectangle, 'width' | 'height'>

const usual = { width: 1440, height: 900 }
/** Of a window's upper edge so much must be on a display for it to be taken hold of. */
const handle = { width: 120, height: 40 }

/** The saved place where the present displays still show it, else the usual size wherever the system puts it. */
export function placeWindow(saved: SavedWindow | null, displays: readonly Rectangle[]): WindowPlace {
  const largest = displays.reduce(
    (best, area) => ({ width: Math.max(best.width, area.width), height: Math.max(best.height, area.height) }),
    { width: 0, height: 0 },
  )
  const sized = ({ width, height }: { width: number; height: number }) =>
    displays.length === 0
      ? { width, height }
      : { width: Math.min(width, largest.width), height: Math.min(height, largest.height) }
  if (saved === null) return sized(usual)
  return displays.some((area) => isHeld(saved, area)) ? { x: saved.x, y: saved.y, ...sized(saved) } : sized(saved)
}

function isHeld(saved: SavedWindow, area: Rectangle): boolean {
  const across = Math.min(saved.x + saved.width, area.x + area.width) - Math.max(saved.x, area.x)
  return across >= handle.width && saved.y >= area.y && saved.y + handle.height <= area.y + area.height
}

/** Null where nothing sensible was saved. */
export function readWindow(file: string): SavedWindow | null {
  try {
    return savedShape.safeParse(parseJson(readFileSync(file, 'utf8'))).data ?? null
  } catch {
    // A window opens at its usual place then, whatever the reason.
    return null
  }
}

/** A place that can't be written is forgotten: nothing else depends on it. */
export function saveWindow(file: string, saved: SavedWindow): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, JSON.stringify(saved), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}
