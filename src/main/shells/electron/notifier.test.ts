import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import type { Notice } from '../../supervision/notices.ts'
import { Notifier } from './notifier.ts'
import * as electron from './testing/fake-electron.ts'

vi.mock('electron', () => import('./testing/fake-electron.ts'))

const notice = (at: number, more: Partial<Notice> = {}): Notice => ({
  kind: 'needs-you',
  thread: `t${at}` as ThreadId,
  title: `Task ${at} needs you`,
  body: 'Run a command',
  ...more,
})

function setUp() {
  const clock = createManualClock()
  const opened: (string | null)[] = []
  const facts = { watched: false }
  const open = (thread: string | null) => void opened.push(thread)
  const notifier = new Notifier({ clock, icon: '/icon.png', watched: () => facts.watched, open })
  return { clock, opened, facts, notifier }
}

const shown = () => electron.Notification.shown

beforeEach(() => electron.resetElectron())

describe('notifications', () => {
  it('lead to the thread, and offer nothing but that', () => {
    const { clock, notifier, opened } = setUp()
    notifier.take([notice(1), notice(2, { kind: 'finished' })])
    expect(shown()).toEqual([])
    clock.advance(1000)
    expect(shown().map((one) => one.options.actions.map((action) => action.text))).toEqual([['Open'], []])
    shown()[0]?.emit('action')
    shown()[1]?.emit('click')
    expect(opened).toEqual(['t1', 't2'])
  })

  it('become one when many come at once, which leads to all of them', () => {
    const { clock, notifier, opened } = setUp()
    notifier.take([notice(1), notice(2)])
    clock.advance(500)
    notifier.take([notice(3), notice(4)])
    clock.advance(500)
    expect(shown().map((one) => one.options.title)).toEqual(['4 threads have news'])
    shown()[0]?.emit('click')
    expect(opened).toEqual([null])
    notifier.take([notice(5)])
    clock.advance(1000)
    expect(shown()).toHaveLength(2)
  })

  it('are not needed by who looks at the window', () => {
    const { clock, facts, notifier } = setUp()
    notifier.take([notice(1)])
    facts.watched = true
    clock.advance(1000)
    notifier.take([notice(2)])
    clock.advance(1000)
    expect(shown()).toEqual([])
  })

  it('show an agent’s words as words', () => {
    const { clock, notifier } = setUp()
    const body = `<a href="https://evil.example">ok</a> &amp; \u202etxt.exe ${'x'.repeat(500)}`
    notifier.take([notice(1, { title: '<b>Bold</b>\u0007', body })])
    clock.advance(1000)
    const { options } = shown()[0] ?? { options: { title: '', body: '' } }
    expect(options.title).toBe('‹b›Bold‹/b›\\u{7}')
    expect(options.body).toMatch(/^‹a href="https:\/\/evil\.example"›ok‹\/a› ＆amp; \\u\{202e\}txt\.exe x+$/)
    expect(options.body.length).toBe(200)
  })

  it('are over with the app', () => {
    const { clock, notifier, opened } = setUp()
    notifier.take([notice(1)])
    clock.advance(1000)
    notifier.take([notice(2)])
    notifier.close()
    clock.advance(1000)
    shown()[0]?.emit('click')
    expect(shown()).toHaveLength(1)
    expect(opened).toEqual([])
  })
})
