import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HostLock, HostLockPort } from '../host-lock.ts'

export interface HostLockSubject {
  /** The port as a host with a process of its own sees it; each call is another host. */
  host(): HostLockPort
  /** Kills the process of a host made before. */
  kill(host: HostLockPort): void
}

const address = { url: 'http://127.0.0.1:4000/', token: 'a secret' }

export function hostLockContract(name: string, makeSubject: () => HostLockSubject): void {
  describe(`host lock: ${name}`, () => {
    let parent: string
    let folder: string
    let subject: HostLockSubject

    beforeEach(async () => {
      parent = await mkdtemp(join(tmpdir(), 'sy-lock-'))
      folder = join(parent, 'deep', 'data')
      subject = makeSubject()
    })

    afterEach(() => rm(parent, { recursive: true, force: true }))

    const acquire = async (host: HostLockPort): Promise<HostLock> => {
      const acquired = await host.acquire(folder)
      if (!acquired.ok) throw new Error(acquired.error.message)
      return acquired.value
    }

    it('creates the folder and the lock for this user only', async () => {
      await acquire(subject.host())
      expect((await stat(folder)).mode & 0o777).toBe(0o700)
      expect((await stat(join(folder, 'host.lock'))).mode & 0o777).toBe(0o600)
      expect(await readdir(folder)).toEqual(['host.lock'])
    })

    it('refuses a second host and tells where the first one listens, not its token', async () => {
      const first = subject.host()
      const lock = await acquire(first)
      const second = subject.host()
      expect(await second.acquire(folder)).toMatchObject({
        ok: false,
        error: { code: 'host-running', facts: { url: null } },
      })
      expect(await lock.publish(address)).toEqual({ ok: true, value: undefined })
      const refused = await second.acquire(folder)
      const lockFile = join(folder, 'host.lock')
      expect(refused).toMatchObject({ error: { code: 'host-running', facts: { url: address.url, lockFile } } })
      expect(JSON.stringify(refused)).not.toContain(address.token)
      expect((await stat(lockFile)).mode & 0o777).toBe(0o600)
      expect(await readdir(folder)).toEqual(['host.lock'])
    })

    it('tells clients who owns the folder', async () => {
      const host = subject.host()
      const client = subject.host()
      expect(await client.owner(folder)).toBeNull()
      const lock = await acquire(host)
      expect(await client.owner(folder)).toMatchObject({ address: null })
      await lock.publish(address)
      expect(await client.owner(folder)).toMatchObject({ address })
      subject.kill(host)
      expect(await client.owner(folder)).toBeNull()
    })

    it('takes over the lock of a dead host', async () => {
      const first = subject.host()
      const lock = await acquire(first)
      subject.kill(first)
      await acquire(subject.host())
      expect(await lock.publish(address)).toMatchObject({ ok: false, error: { code: 'host-lock-lost' } })
      await lock.release()
      expect(await subject.host().acquire(folder)).toMatchObject({ error: { code: 'host-running' } })
      expect(await readdir(folder)).toEqual(['host.lock'])
    })

    it('gives the folder free', async () => {
      const lock = await acquire(subject.host())
      await lock.release()
      await lock.release()
      expect(await readdir(folder)).toEqual([])
      await acquire(subject.host())
    })

    it.each(['', '{"pid":', 'null', '{"id":"../../x","pid":1,"startTime":"1"}', '\0\0\0'])(
      'takes over garbage: %j',
      async (garbage) => {
        await (await acquire(subject.host())).release()
        await writeFile(join(folder, 'host.lock'), garbage)
        await acquire(subject.host())
        expect(await readdir(folder)).toEqual(['host.lock'])
      },
    )

    it('says that a folder cannot be written, and leaves what is there', async () => {
      await writeFile(join(parent, 'deep'), 'a file')
      const failure = { ok: false, error: { code: 'data-unwritable', facts: { folder } } }
      expect(await subject.host().acquire(folder)).toMatchObject(failure)
      folder = join(parent, 'deep')
      expect(await subject.host().acquire(folder)).toMatchObject({ error: { code: 'data-unwritable' } })
      expect(await subject.host().owner(folder)).toBeNull()
      expect((await stat(folder)).size).toBe(6)
    })
  })
}
