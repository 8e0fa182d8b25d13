import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Pty, PtyEnd, PtyPort, PtyRequest } from '../pty.ts'
import { pidLives } from './process.contract.ts'

export interface PtySubject {
  readonly port: PtyPort
  close(): Promise<void>
}

/** `folder` is empty and the subject's to use. */
export type MakePtyPort = (folder: string) => Promise<PtySubject>

const path = '/usr/local/bin:/usr/bin:/bin'

export interface OpenedTerminal {
  readonly pty: Pty
  /** Everything it printed so far. */
  readonly text: () => string
  readonly ended: Promise<PtyEnd>
  /** Resolves once it printed the text. */
  shows(expected: string | RegExp): Promise<void>
}

export async function openTerminal(port: PtyPort, request: Partial<PtyRequest>): Promise<OpenedTerminal> {
  let text = ''
  const ended = Promise.withResolvers<PtyEnd>()
  const opened = await port.open({
    file: '/bin/sh',
    args: [],
    cwd: '/',
    env: { PATH: path, PS1: '$ ', TERM: 'xterm-256color' },
    columns: 80,
    rows: 24,
    onOutput: (more) => {
      text += more
    },
    onEnd: ended.resolve,
    ...request,
  })
  if (!opened.ok) throw new Error(opened.error.message)
  const shows = (expected: string | RegExp) =>
    vi.waitFor(() => expect(text).toMatch(expected), { timeout: 10_000, interval: 10 })
  return { pty: opened.value, text: () => text, ended: ended.promise, shows }
}

export function ptyContract(name: string, makeSubject: MakePtyPort, read: (file: string) => string): void {
  describe(`pty port: ${name}`, () => {
    let folder: string
    let subject: PtySubject

    beforeEach(async () => {
      folder = await realpath(await mkdtemp(join(tmpdir(), 'pty contract ')))
      subject = await makeSubject(folder)
    })

    afterEach(async () => {
      await subject.close()
      await rm(folder, { recursive: true, force: true })
    })

    const open = (request: Partial<PtyRequest> = {}) => openTerminal(subject.port, { cwd: folder, ...request })
    const sh = (script: string, request: Partial<PtyRequest> = {}) => open({ args: ['-c', script], ...request })
    const lives = (pid: number) => pidLives(read, pid)
    const gone = (pids: readonly number[]) =>
      vi.waitFor(() => expect(pids.filter(lives)).toEqual([]), { timeout: 5000, interval: 20 })
    const pidsIn = async ({ shows, text }: OpenedTerminal) => {
      await shows(/pids( \d+)+ \./)
      return (/pids((?: \d+)+) \./.exec(text())?.[1] ?? '').trim().split(' ').map(Number)
    }

    describe('what runs', () => {
      it('sees a terminal, types into it and reads what it prints', async () => {
        const shell = await open()
        shell.pty.write('test -t 0 -a -t 1 && echo on a "terminal"; pwd\r')
        await shell.shows('on a terminal')
        await shell.shows(folder)
        expect(shell.text()).toContain('echo on a "terminal"')
      })

      it('passes escape sequences and colours untouched', async () => {
        const { ended, text } = await sh(String.raw`printf '\033[1;31mred\033[0m\a\001\033]0;title\007'`)
        expect(await ended).toEqual({ code: 0, signal: null })
        expect(text()).toBe('\x1b[1;31mred\x1b[0m\x07\x01\x1b]0;title\x07')
      })

      it('keeps characters whole, however the bytes arrive', async () => {
        const script = String.raw`printf '\303'; sleep 0.1; printf '\274\360\237'; sleep 0.1; printf '\230\200!\377'`
        const pieces: string[] = []
        const { ended } = await sh(script, { onOutput: (text) => void pieces.push(text) })
        await ended
        expect(pieces.join('')).toBe('ü😀!\ufffd')
        expect(pieces.join('').isWellFormed()).toBe(true)
        expect(pieces.every((piece) => piece.isWellFormed())).toBe(true)
      })

      it('carries much text beyond ASCII over the borders of chunks', async () => {
        await writeFile(join(folder, 'text'), 'x😀ü漢'.repeat(50_000))
        const { ended, text } = await sh('cat text')
        expect(await ended).toMatchObject({ code: 0 })
        expect(text() === 'x😀ü漢'.repeat(50_000)).toBe(true)
      })

      it('types text beyond ASCII', async () => {
        const { pty, shows } = await sh('read line; echo "got: $line"')
        pty.write('grün 😀\r')
        await shows('got: grün 😀')
      })

      it('has the size asked for, and the one given later', async () => {
        const { pty, shows } = await sh('stty size; read go; stty size', { columns: 101, rows: 33 })
        await shows('33 101')
        pty.resize(64, 12)
        pty.write('\r')
        await shows('12 64')
      })

      it('has exactly the environment asked for, and a mark', async () => {
        const env = { PATH: path, ODD: 'a=b c', TERM: 'xterm-256color' }
        const { ended, text } = await open({ file: '/usr/bin/env', env })
        await ended
        const lines = text().trim().split('\r\n').sort()
        const mark = expect.stringMatching(/^SWITCHYARD_PROCESS=\S+\/\d+$/)
        expect(lines).toEqual(['ODD=a=b c', `PATH=${path}`, `PWD=${folder}`, mark, 'TERM=xterm-256color'])
      })

      it('tells codes and signals', async () => {
        expect(await (await sh('exit 37')).ended).toEqual({ code: 37, signal: null })
        expect(await (await sh('kill -9 $$')).ended).toEqual({ code: null, signal: 'SIGKILL' })
      })

      it('is apart from the terminals beside it, also from one that does not read', async () => {
        const [deaf, other] = await Promise.all([sh('stty raw -echo; echo deaf; sleep 300'), open()])
        await deaf.shows('deaf')
        expect(deaf.pty.write('x'.repeat(500_000))).toBe(true)
        other.pty.write('echo still "here"\r')
        await other.shows('still here')
        await deaf.pty.close()
      })

      it('takes a long text as fast as the program reads it', async () => {
        const { pty, shows, ended } = await sh('stty raw -echo; echo ready; head -c 1000000 | sha1sum')
        await shows('ready')
        pty.write('0123456789'.repeat(100_000))
        await ended
        await shows('7d24706d7228d63fde8291ceb345fa0c51f38aa4')
      })
    })

    describe('what does not start', () => {
      const refused = async (request: Partial<PtyRequest>) => {
        const nothing = () => undefined
        const whole = { file: '/bin/sh', args: [], cwd: folder, env: {}, columns: 80, rows: 24 }
        const opened = await subject.port.open({ ...whole, onOutput: nothing, onEnd: nothing, ...request })
        if (opened.ok) throw new Error('started')
        return opened.error
      }

      it('tells a missing program from a missing folder', async () => {
        expect(await refused({ file: join(folder, 'absent') })).toMatchObject({
          code: 'pty-not-started',
          facts: { problem: 'program-missing' },
        })
        expect(await refused({ cwd: join(folder, 'absent') })).toMatchObject({
          code: 'pty-not-started',
          facts: { problem: 'folder-missing' },
        })
      })

      it('tells a folder that links lead away from, or nowhere, and harms no other terminal', async () => {
        const other = await open()
        await symlink('loop', join(folder, 'loop'))
        expect(await refused({ cwd: join(folder, 'loop') })).toMatchObject({ facts: { problem: 'folder-missing' } })
        await mkdir(join(folder, '..in'))
        await symlink('/', join(folder, 'out'))
        const elsewhere = { facts: { problem: 'folder-elsewhere' } }
        expect(await refused({ cwd: join(folder, 'out'), within: folder })).toMatchObject(elsewhere)
        expect(await refused({ cwd: join(folder, 'out'), within: join(folder, '..in') })).toMatchObject(elsewhere)
        const inside = await sh('pwd', { cwd: join(folder, '..in'), within: folder })
        await inside.shows('..in')
        other.pty.write('echo sti""ll\r')
        await other.shows('still')
      })

      it('goes on after a refusal, and refuses once closed', async () => {
        await refused({ file: join(folder, 'absent') })
        expect(await (await sh('true')).ended).toMatchObject({ code: 0 })
        await subject.port.close()
        expect(await refused({})).toMatchObject({ code: 'pty-closed' })
      })
    })

    describe('the end', () => {
      /** One child, one in another session, and one whose parent is gone; both of those ignore the hang-up. */
      const family = `trap "" HUP TERM; sleep 300 & one=$!
        setsid sh -c 'echo $$ > two; trap "" HUP TERM; sleep 300 & wait' &
        (setsid sh -c 'echo $$ > three; exec sleep 300' &)
        while ! test -s two -a -s three; do sleep 0.02; done
        echo pids $$ $one $(cat two three) .`

      it('takes everything along that was started in the terminal', async () => {
        const terminal = await sh(`${family}; wait`)
        const pids = await pidsIn(terminal)
        expect(pids).toHaveLength(4)
        expect(pids.filter(lives)).toEqual(pids)
        await terminal.pty.close()
        expect(pids.filter(lives)).toEqual([])
        expect(await terminal.ended).toMatchObject({ code: null })
      })

      it('of the program is told once nothing that it left is alive', async () => {
        const terminal = await sh(`${family}; exit 5`)
        const pids = await pidsIn(terminal)
        expect(await terminal.ended).toEqual({ code: 5, signal: null })
        expect(pids.filter(lives)).toEqual([])
        await terminal.pty.close()
        terminal.pty.write('nobody')
        terminal.pty.resize(10, 10)
      })

      it('of one terminal leaves the others alone', async () => {
        const [first, second] = await Promise.all([open(), open()])
        await first.pty.close()
        second.pty.write('echo not "me"\r')
        await second.shows('not me')
      })

      it('comes to all of them when the port closes', async () => {
        const terminals = await Promise.all([sh(`${family}; wait`), sh('echo pids $$ .; sleep 300')])
        const pids = (await Promise.all(terminals.map(pidsIn))).flat()
        await subject.port.close()
        await gone(pids)
        await Promise.all(terminals.map((terminal) => terminal.ended))
      })
    })

    it('bears a flood: nothing is lost, and the loop of the host stays free', async () => {
      let length = 0
      let broken = 0
      let longest = 0
      let before = performance.now()
      const beat = setInterval(() => {
        longest = Math.max(longest, performance.now() - before)
        before = performance.now()
      }, 5)
      const { ended } = await sh('stty -opost; yes | head -c 50000000', {
        onOutput: (text) => {
          length += text.length
          if (!/^(y|\n|y\n)/.test(text)) broken += 1
        },
      })
      expect(await ended).toMatchObject({ code: 0 })
      clearInterval(beat)
      expect({ length, broken }).toEqual({ length: 50_000_000, broken: 0 })
      expect(longest).toBeLessThan(1000)
    })
  })
}
