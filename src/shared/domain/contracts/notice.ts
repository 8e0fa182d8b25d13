import type { ContractVersion } from './state.ts'

/** Lines of a contract that its notice shows, and UTF-16 units of them: the rest is read with the tool. */
const linesShown = 12
const unitsShown = 1_500

/** What others are told of a version: words of its publisher, shown as such wherever they go. */
export function contractNotice({ name, note, text, version }: ContractVersion): string {
  const lines = text.split('\n')
  const shown = lines.slice(0, linesShown).join('\n').slice(0, unitsShown).toWellFormed()
  const more = shown.length < text.length ? ['(more with read_contract)'] : []
  return [`Contract ${name}, version ${version}. ${note}`.trim(), shown, ...more].join('\n')
}
