import { describe, expect, it } from 'vitest'
import { safeLink } from './safe-link.ts'

describe('safeLink', () => {
  it.each(['https://example.org/a?b#c', 'mailto:someone@example.org', 'HTTPS://example.org/'])('%s', (address) => {
    expect(safeLink(address)).toBe(new URL(address).href)
  })

  it.each([
    undefined,
    '',
    'a/b.md',
    '#part',
    '//example.org',
    'http://example.org',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'vscode://open',
    'https://bank.example@evil.example/',
  ])('refuses %j', (address) => {
    expect(safeLink(address)).toBeNull()
  })
})
