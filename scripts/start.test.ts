import { describe, expect, it } from 'vitest'
import { openerFor } from './lib/open-address.ts'
import { readyAddress } from './lib/ready-address.ts'

describe('the address to open', () => {
  it('is taken from the ready line', () => {
    const line = '{"event":"ready","url":"http://127.0.0.1:4000","page":"http://127.0.0.1:4000/#code","pid":1}'
    expect(readyAddress(line)).toBe('http://127.0.0.1:4000/#code')
  })

  it.each(['{"event":"other","url":"http://a"}', '{"event":"ready"}', '{ broken', 'text', 'null', ''])(
    'is not in %j',
    (line) => {
      expect(readyAddress(line)).toBeUndefined()
    },
  )
})

describe('what opens it', () => {
  it('needs somebody who sees it', () => {
    expect(openerFor('linux', { DISPLAY: ':0' })).toBe('xdg-open')
    expect(openerFor('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe('xdg-open')
    expect(openerFor('linux', {})).toBeUndefined()
    expect(openerFor('darwin', {})).toBe('open')
    expect(openerFor('darwin', { CI: 'true' })).toBeUndefined()
  })
})
