import { describe, expect, it } from 'vitest'
import { fittingFolders, folderNamed, inside, readTyped } from './typed-path.ts'

describe('a path that is being typed', () => {
  it.each([
    ['', undefined, ''],
    ['~', undefined, ''],
    ['~/', '~', ''],
    ['~/co', '~', 'co'],
    ['sho', undefined, 'sho'],
    ['/', '/', ''],
    ['/ho', '/', 'ho'],
    ['/home/ann/', '/home/ann', ''],
    ['/home/ann/läd', '/home/ann', 'läd'],
  ])('asks with %j for the folders of %j that begin with %j', (text, folder, begin) => {
    expect(readTyped(text)).toEqual({ folder, begin })
  })

  it('offers what goes on with it', () => {
    const names = ['Shop', 'shopping', 'web', '.config']
    const folders = names.map((name) => ({ name, path: `/h/${name}`, repository: false }))
    const listing = { path: '/h', parent: '/', folders, truncated: false }
    const fitting = (begin: string) => fittingFolders(listing, begin).map(({ name }) => name)
    expect(fitting('')).toEqual(['Shop', 'shopping', 'web'])
    expect(fitting('sh')).toEqual(['Shop', 'shopping'])
    expect(fitting('.c')).toEqual(['.config'])
  })

  it('goes in and names the same folder', () => {
    expect(inside('/')).toBe('/')
    expect(inside('/home')).toBe('/home/')
    expect(['/', '//', '/home/', ' ~/a b/ ', ''].map(folderNamed)).toEqual(['/', '/', '/home', '~/a b', ''])
  })
})
