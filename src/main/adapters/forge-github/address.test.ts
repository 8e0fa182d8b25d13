import { describe, expect, it } from 'vitest'
import { apiBase, repositoryOf } from './address.ts'

describe('where a remote is kept', () => {
  it.each([
    ['git@github.com:acme/payments.git', 'github.com acme/payments'],
    ['ssh://git@github.com/acme/payments.git', 'github.com acme/payments'],
    ['ssh://git@ssh.github.com:443/acme/payments.git', 'github.com acme/payments'],
    ['https://github.com/acme/payments.js/', 'github.com acme/payments.js'],
    ['https://GitHub.com/acme/payments', 'github.com acme/payments'],
    ['git@github.acme.test:team/app.git', 'github.acme.test team/app'],
    ['https://acme.ghe.com/team/app', 'acme.ghe.com team/app'],
    ['https://code.acme.test/team/app.git', 'code.acme.test team/app'],
    ['https://gitlab.com/acme/payments.git', null],
    ['https://github.com.example.org/acme/payments', null],
    ['https://example.org/github.com/acme/payments', null],
    ['/home/me/github.com/acme/payments', null],
    ['C:\\acme\\payments', null],
    ['https://github.com/acme/..', null],
    ['https://github.com/acme/a b', null],
  ])('%s', (remote, expected) => {
    const found = repositoryOf(remote, 'code.acme.test')
    expect(found === null ? null : `${found.host} ${found.repository}`).toBe(expected)
  })
})

describe('where programs ask', () => {
  it.each([
    ['github.com', undefined, 'https://api.github.com'],
    ['acme.ghe.com', undefined, 'https://api.acme.ghe.com'],
    ['github.acme.test', undefined, 'https://github.acme.test/api/v3'],
    ['github.com', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['github.com', 'http://[::1]:8080', 'http://[::1]:8080'],
    ['github.com', 'https://proxy.acme.test/github', 'https://proxy.acme.test/github'],
  ])('for %s with %s', (host, override, expected) => {
    expect(apiBase(host, override)).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['github.com', 'http://127.0.0.1.example.org'],
    ['evil.test/path', undefined],
  ])('not for %s with %s', (host, override) => {
    expect(apiBase(host, override)).toMatchObject({ ok: false, error: { code: 'forge-refused' } })
  })
})
