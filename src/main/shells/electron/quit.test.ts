import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Simulation } from '../../../shared/domain/testing/simulation.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { Settings } from '../../../shared/settings/settings.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import type { DesktopHost } from './desktop-host.ts'
import { liveWords } from './live-threads.ts'
import { Quit } from './quit.ts'
import { planQuit } from './quit-plan.ts'
import * as electron from './testing/fake-electron.ts'
import { trayIsSeen } from './tray.ts'

vi.mock('electron', () => import('./testing/fake-electron.ts'))

const answer = (response: number, checkboxChecked = false) => ({ response, checkboxChecked })
const [background, park, cancel] = [0, 1, 2]

/** A host whose turns end when they are stopped, unless they hang. */
function simulatedHost(hangs = false) {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const stopped: string[] = []
  const host = {
    kind: 'own',
    get model() {
      return simulation.model
    },
    follow: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    api: {
      commands: {
        send: async ({ command }: { readonly command: { readonly payload: { readonly thread: ThreadId } } }) => {
          const { thread } = command.payload
          stopped.push(thread)
          simulation.send({ type: 'thread.stop', payload: { thread } }, undefined, 'person')
          if (!hangs && simulation.thread(thread)?.turn) endTurn(simulation, thread)
          tell()
          return { sequence: 0 }
        },
      },
    },
  }
  return { host: host as unknown as DesktopHost, simulation, stopped }
}

function begin(simulation: Simulation, name: string): ThreadId {
  const thread = name as ThreadId
  simulation.dispatch(name)
  const place = { folder: `/w/${name}`, ledger: '/l', branch: `sy/${name}`, base: 'base' }
  simulation.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  const from = { thread, generation: 1 }
  simulation.send({ type: 'session.report-opened', payload: { ...from, session: 's' } })
  simulation.send({ type: 'turn.report-started', payload: from })
  return thread
}

function endTurn(simulation: Simulation, thread: ThreadId): void {
  const outcome = { kind: 'stopped', stopReason: 'cancelled' } as const
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation: 1, outcome } })
  const checkpoint = { commit: 'c', tree: 't', files: 1, additions: 1, deletions: 0, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}

interface Setting {
  readonly remember?: () => Promise<void>
  readonly live?: number
  readonly onQuit?: Settings['onQuit']
  readonly tray?: boolean
  readonly hangs?: boolean
  readonly kind?: 'own' | 'attached'
}

function setUp({ hangs = false, kind = 'own', live = 1, onQuit = 'ask', remember, tray = true }: Setting = {}) {
  const { host, simulation, stopped } = simulatedHost(hangs)
  for (let at = 0; at < live; at += 1) begin(simulation, `t${at}`)
  const clock = createManualClock()
  const steps: string[] = []
  const quit = new Quit({
    clock,
    host: () => Object.assign(host, { kind }),
    onQuit: () => onQuit,
    remember: remember ?? (async (choice) => void steps.push(`remember ${choice}`)),
    tray,
    windows: () => 1,
    closeWindows: () => void steps.push('close windows'),
    close: async () => void steps.push('close'),
    handOver: () => void steps.push('hand over'),
    exit: () => void steps.push('exit'),
    problem: (message) => void steps.push(message),
  })
  return { quit, steps, clock, simulation, stopped }
}

beforeEach(() => electron.resetElectron())

describe('quitting', () => {
  it('just ends while nothing is live', async () => {
    const { quit, steps } = setUp({ live: 0 })
    expect(quit.mustAsk).toBe(false)
    await quit.request()
    expect(steps).toEqual(['close', 'exit'])
    expect(electron.dialog.asked).toEqual([])
  })

  it('just leaves another process’s host, whatever is live there', async () => {
    const { quit, steps } = setUp({ kind: 'attached' })
    await quit.request()
    expect(steps).toEqual(['close', 'exit'])
  })

  it('asks while threads are live, and cancels', async () => {
    const { quit, steps } = setUp({ live: 2 })
    expect(quit.mustAsk).toBe(true)
    electron.dialog.answers = [answer(cancel)]
    await quit.request()
    expect((await electron.dialog.next()).message).toBe('2 threads are live')
    expect(steps).toEqual([])
    expect(quit.ending).toBe(false)
  })

  it('asks once, however often it is asked to', async () => {
    const { quit } = setUp()
    void quit.request()
    await quit.request()
    expect(electron.dialog.asked).toHaveLength(1)
  })

  it('keeps running in the tray', async () => {
    const { quit, steps } = setUp()
    electron.dialog.answers = [answer(background)]
    await quit.request()
    expect(steps).toEqual(['close windows'])
  })

  it('hands over to a host in the background where there is no tray, after closing its own', async () => {
    const { quit, steps } = setUp({ tray: false })
    electron.dialog.answers = [answer(background)]
    await quit.request()
    expect(steps).toEqual(['close', 'hand over', 'exit'])
  })

  it('remembers the answer when told to', async () => {
    const { quit, steps } = setUp()
    electron.dialog.answers = [answer(background, true)]
    await quit.request()
    expect(steps).toEqual(['remember background', 'close windows'])
  })

  it('goes on where the answer can’t be remembered, and says so', async () => {
    const remember = () => Promise.reject(new Error('the disk is full'))
    const { quit, steps } = setUp({ remember })
    electron.dialog.answers = [answer(background, true), answer(background)]
    await quit.request()
    expect(steps).toEqual(['The answer could not be remembered; it is asked for again next time.', 'close windows'])
    await quit.request()
    expect(electron.dialog.asked).toHaveLength(2)
  })

  it('ends once, where a signal comes while it asks', async () => {
    const { quit, steps } = setUp()
    electron.dialog.answers = [answer(background)]
    await Promise.all([quit.request(), quit.endNow()])
    expect(electron.dialog.asked).toHaveLength(1)
    expect(steps).toEqual(['close', 'exit'])
  })

  it('parks: stops those that wait first, and ends once all is saved', async () => {
    const { quit, simulation, steps, stopped } = setUp({ live: 2 })
    electron.dialog.answers = [answer(park)]
    await quit.request()
    expect(stopped).toEqual(['t1', 't0'])
    const states = [...simulation.model.thread.values()].map((thread) => thread.state.kind)
    expect(states).toEqual(['parked', 'parked'])
    expect(steps).toEqual(['close', 'exit'])
  })

  it.each(['limit', 'person'] as const)('does not park for ever: the %s ends it', async (by) => {
    const { clock, quit, steps } = setUp({ hangs: true })
    electron.dialog.answers = by === 'person' ? [answer(park), answer(0)] : [answer(park)]
    const done = quit.request()
    await electron.dialog.next()
    const shown = await electron.dialog.next()
    expect(shown.detail).toContain('20 seconds')
    if (by === 'limit') {
      expect(steps).toEqual([])
      await vi.waitFor(() => {
        clock.advance(20_000)
        expect(steps).toEqual(['close', 'exit'])
      })
    }
    await done
    expect(steps).toEqual(['close', 'exit'])
  })

  it('doesn’t ask where the answer is remembered', async () => {
    const { quit, stopped } = setUp({ onQuit: 'park' })
    await quit.request()
    expect(electron.dialog.asked.map((one) => one.message)).toEqual(['Parking one thread'])
    expect(stopped).toEqual(['t0'])
  })

  it('ends at once for a signal', async () => {
    const { quit, steps } = setUp()
    await quit.endNow()
    await quit.endNow()
    expect(steps).toEqual(['close', 'exit'])
    expect(electron.dialog.asked).toEqual([])
  })
})

describe('the plan', () => {
  const facts = { live: 1, host: 'own', onQuit: 'background', tray: true, windows: true } as const

  it('never answers quitting with staying where no window is open', () => {
    expect(planQuit(facts)).toBe('stay')
    expect(planQuit({ ...facts, windows: false })).toBe('hand-over')
  })

  it('asks nothing where there is no host', () => {
    expect(planQuit({ ...facts, onQuit: 'ask', host: 'none' })).toBe('end')
  })
})

describe('the tray', () => {
  it('says in words what is going on', () => {
    const { simulation } = setUp({ live: 2 })
    expect(liveWords(simulation.model)).toBe('2 working')
    const options = [{ id: 'yes', kind: 'allow-once', name: 'Allow' } as const]
    const request = { id: 'q', title: 'Run', detail: 'rm', kind: 'execute', toolCall: null, options } as never
    simulation.send({ type: 'permission.ask', payload: { thread: 't0' as ThreadId, generation: 1, request } })
    expect(liveWords(simulation.model)).toBe('1 needs you, 1 working')
    expect(liveWords(new Simulation().model)).toBe('Nothing is working')
  })

  it.each([
    ['darwin', undefined, true],
    ['win32', undefined, true],
    ['linux', 'KDE', true],
    ['linux', 'ubuntu:GNOME', false],
    ['linux', undefined, false],
  ] as const)('on %s with %s is seen: %s', (platform, desktop, seen) => {
    expect(trayIsSeen(platform, { XDG_CURRENT_DESKTOP: desktop })).toBe(seen)
  })

  it('is all there is to stay in for an image whose files go with it', () => {
    expect(trayIsSeen('linux', { APPIMAGE: '/a/Switchyard.AppImage' })).toBe(true)
  })
})
