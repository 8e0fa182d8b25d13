import { ask } from './ask.ts'
import type { HostApi } from './host-api.ts'
import { type Keep, type KeptCache, KeptValues } from './page/kept-values.ts'
import { localKeys, readLocal, writeLocal } from './page/local-values.ts'
import { useHost } from './store.ts'
import { realTimers } from './stream/timers.ts'

const prefix = 'switchyard.kept.'

const cache: KeptCache = {
  keys: () => localKeys(prefix).map((key) => key.slice(prefix.length)),
  read: (key) => readLocal(prefix + key),
  write: (key, text) => void writeLocal(prefix + key, text),
}

const listeners = new Map<string, Set<() => void>>()

export const keptValues = new KeptValues({
  cache,
  timers: realTimers,
  changed: (key) => {
    for (const listener of listeners.get(key) ?? []) listener()
  },
})

export function onKeptChange(key: string, listener: () => void): () => void {
  const own = listeners.get(key) ?? new Set()
  own.add(listener)
  listeners.set(key, own)
  return () => {
    own.delete(listener)
    if (own.size === 0) listeners.delete(key)
  }
}

/** A new line: what waits is sent over it, and the host's values are asked for once in the page's life. */
export function connectKept(api: HostApi, host: string): void {
  void load(api, host)
}

async function load(api: HostApi, host: string): Promise<void> {
  const kept = keptValues.loaded ? null : await ask(() => api.settings.loadKept())
  if (useHost.getState().api !== api) return
  if (kept === null) keptValues.connected(host, null, keepOver(api))
  // A host that doesn't answer for its values isn't given any either: the next line tries again.
  else if (kept.ok) keptValues.connected(host, kept.value, keepOver(api))
}

function keepOver(api: HostApi): Keep {
  return async (values) => {
    const kept = await ask(() => api.settings.keep({ values }))
    if (kept.ok) return 'kept'
    return kept.error.code === 'no-answer' || kept.error.code === 'not-connected' ? 'unanswered' : 'refused'
  }
}

useHost.subscribe(({ api }) => {
  if (api === null) keptValues.disconnected()
})

/**
 * What is being written is one text however many windows show it: else an old one would be sent, or kept, over a newer.
 * Where each window looks is its own.
 */
const shared = /^value\/(?:draft\.|dispatch\.|inbox\.prompt\/|automation\.draft\/|review\.(?:comments|note|edits)\.)/

if (typeof document !== 'undefined') {
  addEventListener('storage', ({ key, newValue }) => {
    const name = key?.startsWith(prefix) === true ? key.slice(prefix.length) : ''
    if (shared.test(name)) keptValues.heard(name, newValue)
  })
  addEventListener('pagehide', () => keptValues.flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keptValues.flush()
  })
}
