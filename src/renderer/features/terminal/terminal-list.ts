import type { TerminalInfo } from '../../../shared/contract/channels/terminal.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { TerminalEnd } from './follow-terminal.ts'

export type TabState =
  /** Minted here; the host is asked for it once its size is known. */
  | { readonly kind: 'new' }
  | { readonly kind: 'running' }
  | ({ readonly kind: 'ended' } & TerminalEnd)
  /** The host knows it no longer. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly failure: Failure }

export interface TerminalTabInfo {
  readonly terminal: string
  /** The shell's name; '' until it was started. */
  readonly title: string
  readonly state: TabState
}

/** What is shown, brought in line with the host's list: order and what was only seen here stay. */
export function mergeTerminals(
  known: readonly TerminalTabInfo[],
  listed: readonly TerminalInfo[],
): readonly TerminalTabInfo[] {
  const byId = new Map(listed.map((info) => [info.terminal, info]))
  const kept = known.map((tab): TerminalTabInfo => {
    const info = byId.get(tab.terminal)
    byId.delete(tab.terminal)
    if (info !== undefined) return { terminal: tab.terminal, title: info.title, state: info.state }
    return tab.state.kind === 'running' ? { ...tab, state: { kind: 'gone' } } : tab
  })
  return [...kept, ...[...byId.values()].map(({ terminal, title, state }) => ({ terminal, title, state }))]
}

/** Names for tabs, numbered where a shell runs twice. */
export function tabTitles(tabs: readonly TerminalTabInfo[]): readonly string[] {
  const seen = new Map<string, number>()
  return tabs.map(({ title }) => {
    const name = title === '' ? 'shell' : title
    const number = (seen.get(name) ?? 0) + 1
    seen.set(name, number)
    return number === 1 ? name : `${name} ${number}`
  })
}

/** What is in sight after one is closed: the one that takes its place, else the one before. */
export function afterClosing(tabs: readonly TerminalTabInfo[], closed: string): string | null {
  const at = tabs.findIndex((tab) => tab.terminal === closed)
  return (tabs[at + 1] ?? tabs[at - 1])?.terminal ?? null
}

/** How a shell ended, for people. */
export function endWords({ code, signal }: TerminalEnd): string {
  if (signal !== null) return `The shell was ended by ${signal}.`
  return code === null ? 'The shell was ended.' : `The shell ended with exit code ${code}.`
}
