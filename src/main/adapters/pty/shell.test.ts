import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { personsShell } from './shell.ts'

it("is the person's own where it can be run, else one that is there", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sy-shell-'))
  const file = join(folder, 'fish')
  await writeFile(file, '#!/bin/sh\n')
  expect((await personsShell({ SHELL: file }, 'linux')).file).toMatch(/^\/bin\/(ba)?sh$/)
  await chmod(file, 0o700)
  expect(await personsShell({ SHELL: file }, 'linux')).toMatchObject({ file, args: [], env: { SHELL: file } })
  expect(await personsShell({ SHELL: file }, 'darwin')).toMatchObject({ args: ['-l'] })
  for (const SHELL of [folder, 'fish', join(folder, 'absent')]) {
    expect((await personsShell({ SHELL }, 'linux')).file).toMatch(/^\/bin\/(ba)?sh$/)
  }
  await rm(folder, { recursive: true })
})

it('has named variables only', async () => {
  const kept = { HOME: '/h', PATH: '/bin', LANG: 'de', LC_TIME: 'C', TZ: 'UTC', XDG_RUNTIME_DIR: '/run', USER: 'me' }
  const dropped = { GIT_DIR: '/x', SWITCHYARD_TOKEN: 't', API_KEY: 'k', NODE_OPTIONS: '-r x', TERM: 'dumb', LCX: 'no' }
  const { env, file } = await personsShell({ ...kept, ...dropped }, 'linux')
  expect(env).toEqual({ ...kept, SHELL: file, TERM: 'xterm-256color', COLORTERM: 'truecolor' })
})
