import { describe, expect, it } from 'vitest'
import { configValue, parseConfigList } from './config-list.ts'
import { isRecentEnough, parseGitVersion } from './git-version.ts'
import { publicRemoteUrl } from './remote-url.ts'
import { parseTreeEntries } from './tree-entries.ts'

describe('parseGitVersion', () => {
  it.each([
    ['git version 2.39.5', '2.39.5', true],
    ['git version 2.38.0', '2.38.0', true],
    ['git version 2.37.9', '2.37.9', false],
    ['git version 2.39.3 (Apple Git-146)', '2.39.3', true],
    ['git version 2.47.0.windows.2', '2.47.0.windows.2', true],
    ['git version 3.0.0', '3.0.0', true],
    ['git version 1.99.0', '1.99.0', false],
  ])('%s', (output, text, recent) => {
    const version = parseGitVersion(output)
    expect(version?.text).toBe(text)
    expect(version !== null && isRecentEnough(version)).toBe(recent)
  })

  it('reads nothing from something else', () => {
    expect(parseGitVersion('hub version 1')).toBeNull()
  })
})

describe('parseConfigList', () => {
  it('keeps scopes, line breaks and keys without a value', () => {
    const entries = parseConfigList(Buffer.from('global\0user.name\nA\nB\0local\0core.bare\0local\0user.name\nC\0'))
    expect(entries).toEqual([
      { scope: 'global', key: 'user.name', value: 'A\nB' },
      { scope: 'local', key: 'core.bare', value: 'true' },
      { scope: 'local', key: 'user.name', value: 'C' },
    ])
    expect(configValue(entries, 'user.name')).toBe('C')
  })
})

describe('publicRemoteUrl', () => {
  it.each([
    ['https://user:token@example.com/a.git', 'https://example.com/a.git'],
    ['https://example.com/a@b.git', 'https://example.com/a@b.git'],
    ['git@example.com:a/b.git', 'git@example.com:a/b.git'],
    ['../other.git', '/folders/other.git'],
    ['/srv/git/x.git', '/srv/git/x.git'],
  ])('%s', (url, expected) => {
    expect(publicRemoteUrl(url, '/folders/project')).toBe(expected)
  })
})

it('parses tree entries with odd names', () => {
  expect(parseTreeEntries(Buffer.from('160000 commit ab\ta\tb\x00100644 blob cd\t"c"\0'))).toEqual([
    { mode: '160000', oid: 'ab', path: 'a\tb' },
    { mode: '100644', oid: 'cd', path: '"c"' },
  ])
})
