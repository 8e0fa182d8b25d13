import { describe, expect, it } from 'vitest'
import type { Model } from '../../shared/domain/model.ts'
import { reactToThread } from '../../shared/domain/thread/react.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import type { PtyPort, PtyRequest } from '../ports/pty.ts'
import { terminalsCapability } from './capability.ts'
import { Terminals } from './terminals.ts'

const one = 'one' as ThreadId

type Places = Readonly<Record<string, { readonly state: string; readonly worktree: string | null }>>

function modelOf(places: Places): Model {
  const project = { id: 'p', gitDirectory: '/r/.git', prefix: 'packages/app' }
  const entries = Object.entries(places)
  const place = (id: string) => ({ folder: `/w/${id}`, ledger: '/w/l', branch: 'sy/x', base: null })
  return {
    project: new Map([['p', project]]),
    thread: new Map(entries.map(([id, { state }]) => [id, { id, project: 'p', state: { kind: state } }])),
    worktree: new Map(
      entries.map(([id, { worktree }]) => [
        id,
        { id, place: worktree === null ? null : place(id), state: { kind: worktree } },
      ]),
    ),
  } as unknown as Model
}

function world(places: Places = { one: { state: 'ready', worktree: 'ready' } }) {
  const requests: PtyRequest[] = []
  const closed: PtyRequest[] = []
  let refuses = false
  let full = false
  const ptys: PtyPort = {
    open: async (request) => {
      if (refuses) return err({ code: 'pty-not-started', message: 'No.', remedy: 'None.' })
      requests.push(request)
      return ok({
        write: (text) => {
          if (!full) request.onOutput(`typed ${text}`)
          return !full
        },
        resize: (columns, rows) => request.onOutput(`now ${columns}x${rows}`),
        close: async () => {
          closed.push(request)
          request.onEnd({ code: null, signal: 'SIGHUP' })
        },
      })
    },
    close: async () => undefined,
  }
  const shell = async () => ({ file: '/usr/bin/fish', args: ['-i'], env: { A: 'b' } })
  const terminals = new Terminals({ ptys, shell, model: () => modelOf(places) })
  const open = (terminal: string, thread = 'one') =>
    terminals.open({ terminal, thread: thread as ThreadId, columns: 80, rows: 24 })
  return {
    terminals,
    requests,
    closed,
    open,
    refuse: (now: boolean) => {
      refuses = now
    },
    fill: () => {
      full = true
    },
  }
}

const running = { kind: 'running' }

describe('terminals', () => {
  it("are shells in the project's folder of the worktree", async () => {
    const { open, requests, terminals } = world()
    expect(await open('t1')).toEqual({
      ok: true,
      value: { terminal: 't1', thread: 'one', title: 'fish', state: running },
    })
    expect(requests[0]).toMatchObject({
      cwd: '/w/one/packages/app',
      file: '/usr/bin/fish',
      env: { A: 'b' },
      columns: 80,
    })
    expect(terminals.list(one)).toHaveLength(1)
    expect(terminals.list('two' as ThreadId)).toEqual([])
  })

  it('are joined by their id, also while they open and after they ended', async () => {
    const { open, requests } = world()
    await Promise.all([open('t1'), open('t1')])
    requests[0]?.onEnd({ code: 7, signal: null })
    expect(await open('t1')).toMatchObject({ value: { state: { kind: 'ended', code: 7, signal: null } } })
    expect(requests).toHaveLength(1)
  })

  it.each([
    ['an unknown thread', {}, 'thread-unknown'],
    ['a queued thread', { one: { state: 'queued', worktree: null } }, 'terminal-no-worktree'],
    ['a discarded thread', { one: { state: 'discarded', worktree: 'ready' } }, 'terminal-no-worktree'],
    ['a worktree in the trash', { one: { state: 'parked', worktree: 'trashed' } }, 'terminal-no-worktree'],
  ])('are refused for %s', async (_what, places, code) => {
    const { open, terminals } = world(places)
    expect(await open('t1')).toMatchObject({ ok: false, error: { code } })
    expect(terminals.list(one)).toEqual([])
  })

  it('belong to one thread', async () => {
    const ready = { state: 'ready', worktree: 'ready' }
    const { open } = world({ one: ready, two: ready })
    await open('t1')
    expect(await open('t1', 'two')).toMatchObject({ ok: false, error: { code: 'terminal-id-taken' } })
  })

  it('are eight in a thread and 64 in all; one that has ended gives way', async () => {
    const ready = { state: 'ready', worktree: 'ready' }
    const names = Array.from({ length: 9 }, (_, at) => `thread-${at}`)
    const { open, requests, terminals } = world(Object.fromEntries(names.map((name) => [name, ready])))
    for (const name of names.slice(0, 8)) {
      for (let at = 0; at < 8; at += 1) expect(await open(`${name}-${at}`, name)).toMatchObject({ ok: true })
    }
    const limit = { ok: false, error: { code: 'terminal-limit' } }
    expect(await open('more', 'thread-0')).toMatchObject({ ...limit, error: { facts: { limit: 8 } } })
    expect(await open('more', 'thread-8')).toMatchObject({ ...limit, error: { facts: { limit: 64 } } })
    requests[0]?.onEnd({ code: 0, signal: null })
    expect(await open('more', 'thread-8')).toMatchObject({ ok: true })
    expect(terminals.list('thread-0' as ThreadId)).toHaveLength(7)
  })

  it('that do not start are not there, and may be tried again', async () => {
    const { open, refuse, terminals } = world()
    refuse(true)
    expect(await open('t1')).toMatchObject({ ok: false, error: { code: 'pty-not-started' } })
    expect(terminals.list(one)).toEqual([])
    refuse(false)
    expect(await open('t1')).toMatchObject({ ok: true })
  })

  it('take what is typed, or say why not', async () => {
    const { fill, open, requests, terminals } = world()
    expect(terminals.write('t1', 'x')).toMatchObject({ ok: false, error: { code: 'terminal-unknown' } })
    expect(terminals.resize('t1', 3, 3)).toMatchObject({ ok: false, error: { code: 'terminal-unknown' } })
    await open('t1')
    expect(terminals.write('t1', 'x')).toMatchObject({ ok: true })
    expect(terminals.resize('t1', 3, 4)).toMatchObject({ ok: true })
    const followed = terminals.follow('t1')
    expect(followed.ok && followed.value.read(0, 100)).toBe('typed xnow 3x4')
    fill()
    expect(terminals.write('t1', 'x')).toMatchObject({ ok: false, error: { code: 'terminal-busy' } })
    requests[0]?.onEnd({ code: 0, signal: null })
    expect(terminals.write('t1', 'x')).toMatchObject({ ok: false, error: { code: 'terminal-ended' } })
    expect(terminals.resize('t1', 3, 4)).toMatchObject({ ok: true })
  })

  it('are forgotten when closed; who follows is told', async () => {
    const { closed, open, terminals } = world()
    await open('t1')
    const followed = terminals.follow('t1')
    const told: string[] = []
    if (followed.ok) followed.value.subscribe(() => void told.push('told'))
    await Promise.all([terminals.close('t1'), terminals.close('t1'), terminals.close('absent')])
    expect(closed.length).toBeGreaterThan(0)
    expect(told).toEqual(['told'])
    expect(followed.ok && followed.value.ended).toEqual({ code: null, signal: 'SIGHUP' })
    expect(terminals.follow('t1')).toMatchObject({ ok: false, error: { code: 'terminal-unknown' } })
  })

  it('of a discarded thread end before its folder is moved, those that are opening included', async () => {
    const model = { worktree: new Map(), thread: new Map() } as unknown as Model
    const event = { type: 'thread.discarded', id: one, from: { kind: 'ready' }, trash: 'moving' } as const
    const effects = reactToThread(event, model)
    expect(effects.map((effect) => [effect.kind, effect.lane])).toEqual([
      ['session.close', one],
      ['terminals.close', one],
      ['worktree.trash', one],
    ])
    const { closed, open, requests, terminals } = world()
    await open('t1')
    const opening = open('t2')
    const [reactor] = terminalsCapability(terminals).reactors
    await reactor?.run({ thread: one } as never, {} as never)
    await opening
    expect(closed).toEqual(requests)
    expect(terminals.list(one)).toEqual([])
  })
})
