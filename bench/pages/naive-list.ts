import { createElement, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { AgentUpdate } from '../../src/shared/transcript/update.ts'

/*
 * The board that one writes first, of the same content: every message of the socket is parsed and put into the state
 * where it comes, and React draws the list again, all of it: rows, the stretches of each track, the open conversation.
 */
interface Entry {
  readonly key: string
  readonly kind: 'message' | 'thought' | 'tool'
  readonly text: string
}

interface Agent {
  readonly doing: string
  readonly track: readonly string[]
  readonly entries: readonly Entry[]
}

const colors: Readonly<Record<string, string>> = { message: 'gray', thought: 'silver', tool: 'green' }

function added(entries: readonly Entry[], update: AgentUpdate): readonly Entry[] {
  if (update.kind === 'tool') {
    const entry: Entry = { key: update.toolCall, kind: 'tool', text: update.patch.title ?? '' }
    const known = entries.some(({ key }) => key === entry.key)
    return known ? entries : [...entries, entry]
  }
  if (update.kind !== 'message' && update.kind !== 'thought') return entries
  const last = entries.at(-1)
  if (last?.kind === update.kind) return [...entries.slice(0, -1), { ...last, text: last.text + update.text }]
  return [...entries, { key: `${entries.length}-${Math.random()}`, kind: update.kind, text: update.text }]
}

function after({ doing, track, entries }: Agent, update: AgentUpdate): Agent {
  const stretches = doing === update.kind ? track : [...track, update.kind]
  return { doing: update.kind, track: stretches, entries: added(entries, update) }
}

function List({ feed, count }: { readonly feed: string; readonly count: number }) {
  const [agents, setAgents] = useState<readonly Agent[]>(() =>
    Array.from({ length: count }, () => ({ doing: '', track: [], entries: [] })),
  )
  const [selected, select] = useState(0)
  useEffect(() => {
    const socket = new WebSocket(feed)
    socket.onmessage = ({ data }) => {
      const { agent, update } = JSON.parse(data) as { readonly agent: number; readonly update: AgentUpdate }
      setAgents((before) => before.map((one, at) => (at === agent ? after(one, update) : one)))
    }
    return () => socket.close()
  }, [feed])
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => select((at) => (at + (key === 'Backspace' ? count - 1 : 1)) % count)
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [count])
  const rows = agents.map(({ doing, track, entries }, at) =>
    createElement(
      'li',
      { key: at, style: { background: at === selected ? 'lightblue' : 'none' } },
      createElement('b', null, `Thread ${at}`),
      ` ${doing} `,
      createElement('span', null, entries.at(-1)?.text.slice(-60)),
      createElement(
        'span',
        { style: { display: 'inline-flex' } },
        track.map((kind, stretch) =>
          createElement('i', { key: stretch, style: { width: 2, height: 10, background: colors[kind] } }),
        ),
      ),
    ),
  )
  return createElement(
    'main',
    { style: { display: 'flex', height: '100vh', font: '13px sans-serif' } },
    createElement('ul', { style: { flex: 1, overflow: 'auto', whiteSpace: 'nowrap' } }, rows),
    createElement(
      'div',
      { style: { width: 404, overflow: 'auto' } },
      agents[0]?.entries.map(({ key, kind, text }) => createElement('p', { key, 'data-kind': kind }, text)),
    ),
  )
}

const query = new URLSearchParams(location.search)
const root = document.getElementById('root')
if (root !== null) {
  const list = createElement(List, { feed: query.get('feed') ?? '', count: Number(query.get('count')) })
  createRoot(root).render(list)
}
