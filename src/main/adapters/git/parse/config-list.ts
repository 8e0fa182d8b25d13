import { nulFields } from './nul-fields.ts'

export type ConfigScope = 'system' | 'global' | 'local' | 'worktree' | 'command' | 'unknown'

export interface ConfigEntry {
  readonly scope: ConfigScope
  /** Section and variable in lower case, the part between as written. */
  readonly key: string
  /** `true` for a key without a value, as git reads it. */
  readonly value: string
}

/** Output of `config --list --show-scope -z`: scope, then key and value with a line break between. */
export function parseConfigList(output: Buffer): readonly ConfigEntry[] {
  const fields = nulFields(output).map((field) => field.toString('utf8'))
  const entries: ConfigEntry[] = []
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const text = fields[at + 1] ?? ''
    const split = text.indexOf('\n')
    const key = split < 0 ? text : text.slice(0, split)
    const value = split < 0 ? 'true' : text.slice(split + 1)
    entries.push({ scope: (fields[at] ?? 'unknown') as ConfigScope, key, value })
  }
  return entries
}

/** The value that counts: the last one. */
export function configValue(entries: readonly ConfigEntry[], key: string): string | undefined {
  return entries.findLast((entry) => entry.key === key)?.value
}
