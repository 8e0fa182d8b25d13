import { describe, expect, it } from 'vitest'
import type { Kept } from '../../../shared/contract/channels/settings.ts'
import { ManualTimers } from '../testing/manual-timers.ts'
import { type KeepOutcome, type KeptCache, KeptValues } from './kept-values.ts'

class Browser implements KeptCache {
  readonly stored = new Map<string, string>()
  keys = () => [...this.stored.keys()]
  read = (key: string) => this.stored.get(key) ?? null
  write = (key: string, text: string | null) => {
    if (text === null) this.stored.delete(key)
    else this.stored.set(key, text)
  }
}

function page(cache = new Browser(), timers = new ManualTimers()) {
  const changed: string[] = []
  const sent: Kept[] = []
  let outcome: (values: Kept) => KeepOutcome = () => 'kept'
  const values = new KeptValues({ cache, timers, changed: (key) => void changed.push(key) })
  const keep = async (some: Kept) => {
    sent.push(some)
    return outcome(some)
  }
  return {
    cache,
    timers,
    changed,
    sent,
    values,
    connect: (kept: Kept | null, host = 'log') => values.connected(host, kept, keep),
    answerWith: (next: typeof outcome) => {
      outcome = next
    },
    /** Everything that is on its way arrives, for as long as anything is. */
    rest: async () => {
      for (let round = 0; round < 10; round += 1) {
        await new Promise<void>((resolve) => void setImmediate(resolve))
        timers.advance(200)
      }
    },
  }
}

describe('kept values', () => {
  it('are there at once and on the host soon, together', async () => {
    const one = page()
    one.connect({})
    for (const text of ['a', 'ab', 'abc', 'abcd']) one.values.set('draft', text)
    one.values.set('size', 3)
    expect(one.values.get('draft')).toBe('abcd')
    await one.rest()
    expect(one.sent).toEqual([{ draft: 'a' }, { draft: 'abcd', size: 3 }])
  })

  it('are at most five messages a second', async () => {
    const one = page()
    one.connect({})
    for (let at = 0; at < 100; at += 1) {
      one.values.set('draft', at)
      await new Promise<void>((resolve) => void setImmediate(resolve))
      one.timers.advance(10)
    }
    expect(one.sent.length).toBeLessThanOrEqual(6)
    await one.rest()
    expect(one.sent.at(-1)).toEqual({ draft: 99 })
  })

  it('of the host replace those of the browser, but not what it does not have yet', async () => {
    const first = page()
    first.connect({})
    first.values.set('filter', 'mine')
    await first.rest()
    first.values.disconnected()
    first.values.set('draft', 'unsent')
    const second = page(first.cache)
    expect([second.values.get('filter'), second.values.get('draft')]).toEqual(['mine', 'unsent'])
    second.connect({ filter: 'theirs', draft: 'older', other: 1 })
    expect([second.values.get('filter'), second.values.get('draft')]).toEqual(['theirs', 'unsent'])
    await second.rest()
    expect(second.sent).toEqual([{ draft: 'unsent' }])
    expect(second.changed).toEqual(['filter', 'other'])
  })

  it('are forgotten where the host forgot them, and by null', async () => {
    const one = page()
    one.connect({ gone: 1 })
    one.values.set('gone', null)
    await one.rest()
    expect(one.sent).toEqual([{ gone: null }])
    expect(one.cache.keys()).toEqual(['host'])
    const two = page()
    two.cache.write('value/old', JSON.stringify({ value: 1, unsent: false }))
    const three = page(two.cache)
    three.connect({})
    expect(three.values.get('old')).toBeUndefined()
  })

  it('are sent again after a line that broke', async () => {
    const one = page()
    one.answerWith(() => 'unanswered')
    one.connect({})
    one.values.set('draft', 'x')
    await one.rest()
    one.values.disconnected()
    one.answerWith(() => 'kept')
    one.connect(null)
    await one.rest()
    expect(one.sent).toEqual([{ draft: 'x' }, { draft: 'x' }])
  })

  it('that the host refuses stay here and hold up no others', async () => {
    const one = page()
    one.answerWith((values) => ('huge' in values ? 'refused' : 'kept'))
    one.values.set('huge', 'h')
    one.values.set('draft', 'x')
    one.connect({})
    await one.rest()
    expect(one.sent).toEqual([{ huge: 'h', draft: 'x' }, { huge: 'h' }, { draft: 'x' }])
    expect(page(one.cache).values.get('huge')).toBe('h')
  })

  it('of one host are no concern of another at the same address', () => {
    const one = page()
    one.connect({ filter: 'mine' }, 'log-1')
    one.values.disconnected()
    one.values.set('draft', 'x')
    const two = page(one.cache)
    two.connect({}, 'log-2')
    expect([two.values.get('filter'), two.values.get('draft')]).toEqual([undefined, undefined])
  })

  it('that another page of the browser sets are here at once, and sent by it alone', async () => {
    const one = page()
    one.connect({ draft: 'old', filter: 'f' })
    const two = page(one.cache)
    two.connect({ draft: 'old', filter: 'f' })
    two.changed.length = 0
    const hear = (key: string) => two.values.heard(`value/${key}`, one.cache.read(`value/${key}`))
    one.values.set('draft', 'new')
    hear('draft')
    expect(two.values.get('draft')).toBe('new')
    await one.rest()
    hear('draft')
    one.values.set('draft', null)
    hear('draft')
    await one.rest()
    hear('draft')
    expect(two.values.get('draft')).toBeUndefined()
    two.values.heard('host', '"log"')
    two.values.heard('value/filter', '{"value":')
    await two.rest()
    expect([two.values.get('filter'), two.changed, two.sent]).toEqual(['f', ['draft', 'draft'], []])
  })

  it('that were not sent yet give way to what another page set later', async () => {
    const one = page()
    one.values.set('draft', 'mine')
    one.values.heard('value/draft', JSON.stringify({ value: 'theirs', unsent: true }))
    one.connect({ draft: 'theirs' })
    await one.rest()
    expect([one.values.get('draft'), one.sent]).toEqual(['theirs', []])
  })

  it('that someone damaged are left out', () => {
    const cache = new Browser()
    cache.write('value/a', '{"value":')
    cache.write('value/b', '[]')
    cache.write('elsewhere', '1')
    const one = page(cache)
    expect([one.values.get('a'), one.values.get('b')]).toEqual([undefined, undefined])
  })
})
