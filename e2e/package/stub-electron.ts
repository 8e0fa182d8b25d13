import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the fuses' tool looks for in a binary; after it come version, length, and Electron's own settings. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuses = '101100011'

/** Makes a folder that packaging takes for an unpacked Electron, and answers it. Its binary does nothing. */
export function stubElectron(folder: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  const wire = [Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from(fuses)]
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), ...wire]), { mode: 0o755 })
  for (const file of ['version', 'LICENSE', 'locales/en-US.pak', 'locales/de.pak'])
    writeFileSync(join(folder, file), '')
  return folder
}
