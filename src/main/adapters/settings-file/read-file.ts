import { readFile, stat } from 'node:fs/promises'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { agentProblems, shapeProblems } from '../../../shared/settings/problems.ts'
import { defaultSettings, type Settings } from '../../../shared/settings/settings.ts'
import { settingsShape } from '../../../shared/settings/settings-shape.ts'
import type { SettingsTrouble } from '../../ports/settings.ts'
import { damagedFile, invalidFile, unreadableFile } from './troubles.ts'

/** In bytes. What is larger is never written, so it is something else than settings. */
export const largestFile = 16_000_000

export type Reading =
  | { readonly kind: 'sound'; readonly settings: Settings; readonly unknown: JsonObject }
  | { readonly kind: 'spoiled'; readonly trouble: SettingsTrouble }

/** Changes when the file does; null where there is none. */
export async function stampOf(file: string): Promise<string | null> {
  try {
    const { ino, mtimeNs, size } = await stat(file, { bigint: true })
    return stampText({ ino, mtimeNs, size })
  } catch (error) {
    const code = systemCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : code
  }
}

export function stampText({ ino, mtimeNs, size }: Readonly<Record<'ino' | 'mtimeNs' | 'size', bigint>>): string {
  return `${ino}:${mtimeNs}:${size}`
}

/** What the file says. One that isn't there says nothing, which is sound. */
export async function readSettings(file: string, taken: readonly string[]): Promise<Reading> {
  let text: string
  try {
    if ((await stat(file)).size > largestFile) return spoiled(unreadableFile(file, 'too large for settings'))
    text = await readFile(file, 'utf8')
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'sound', settings: defaultSettings, unknown: {} }
    return spoiled(unreadableFile(file, code))
  }
  return understand(file, text, taken)
}

function understand(file: string, text: string, taken: readonly string[]): Reading {
  let said: unknown
  try {
    // Some editors begin a file with a mark of its encoding.
    said = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return spoiled(damagedFile(file, error.message))
  }
  const parsed = settingsShape.safeParse(said)
  if (!parsed.success) return spoiled(invalidFile(file, shapeProblems(parsed.error)))
  const problems = agentProblems(parsed.data, taken)
  if (problems.length > 0) return spoiled(invalidFile(file, problems))
  const others = Object.entries(said as JsonObject).filter(([name]) => !Object.hasOwn(settingsShape.shape, name))
  return { kind: 'sound', settings: parsed.data, unknown: Object.fromEntries(others) }
}

function spoiled(trouble: SettingsTrouble): Reading {
  return { kind: 'spoiled', trouble }
}
