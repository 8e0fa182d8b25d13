import { describe, expect, it } from 'vitest'
import { refusalIn } from './background-host.ts'

const line = (code: string) => JSON.stringify({ error: { code, message: 'm', remedy: 'r' } })

describe('what a background host says of its end', () => {
  it.each([
    ['', null],
    ['starting\n', null],
    [`${line('one')}\n`, 'one'],
    [`${line('one')}\nnoise\n${line('two')}\nmore\n`, 'two'],
    [`${line('one')}\n${line('two').slice(0, 20)}`, 'one'],
    [`{"error":{"code":"torn\n`, null],
  ])('%j is the refusal %s', (text, code) => {
    expect(refusalIn(text)?.code ?? null).toBe(code)
  })
})
