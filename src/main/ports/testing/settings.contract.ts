import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../../shared/settings/settings.ts'
import type { SettingsPort } from '../settings.ts'

export interface SettingsSubject {
  /** Made with the id `known` taken. */
  readonly settings: SettingsPort
  /** Closes the settings and opens what they left behind. */
  reopen(): Promise<SettingsPort>
  dispose(): Promise<void>
}

const agent = { id: 'mine', name: 'Mine', command: 'mine --acp' }

/** What all settings do, however they are kept. */
export function settingsContract(name: string, makeSubject: () => Promise<SettingsSubject>): void {
  describe(`settings: ${name}`, () => {
    let subject: SettingsSubject
    let settings: SettingsPort
    let told: Settings[]

    beforeEach(async () => {
      subject = await makeSubject()
      settings = subject.settings
      told = []
      settings.subscribe((now) => told.push(now))
    })
    afterEach(() => subject.dispose())

    it('are the defaults where nothing was set', () => {
      expect(settings.current).toEqual(defaultSettings)
      expect(settings.trouble).toBeNull()
    })

    it('change by whole fields, and last', async () => {
      const expected = { ...defaultSettings, theme: 'dark', customAgents: [agent] }
      expect(await settings.save({ theme: 'dark', customAgents: [agent] })).toEqual({ ok: true, value: expected })
      expect(settings.current).toEqual(expected)
      expect(told).toEqual([expected])
      await settings.save({ theme: 'system' })
      expect((await subject.reopen()).current).toEqual({ ...defaultSettings, customAgents: [agent] })
    })

    it('change wholly or not at all, and say what is wrong', async () => {
      const refused = await settings.save({ theme: 'dark', executors: 0 })
      expect(refused).toMatchObject({ ok: false, error: { code: 'settings-invalid' } })
      expect(refused.ok ? [] : refused.error.facts?.problems).toEqual([expect.stringMatching(/^executors: /)])
      expect(await settings.save({ thme: 'dark' } as never)).toMatchObject({ error: { code: 'settings-invalid' } })
      expect(settings.current).toEqual(defaultSettings)
      expect(told).toEqual([])
    })

    it('give no agent an id that another one has', async () => {
      expect(await settings.save({ customAgents: [{ ...agent, id: 'known' }] })).toMatchObject({ ok: false })
      expect(await settings.save({ customAgents: [agent, agent] })).toMatchObject({ ok: false })
      expect(settings.current.customAgents).toEqual([])
    })

    it('lose nothing of saves made at once', async () => {
      const answers = await Promise.all([
        settings.save({ theme: 'dark' }),
        settings.save({ executors: 7 }),
        settings.save({ density: 'comfortable' }),
      ])
      expect(answers.every((answer) => answer.ok)).toBe(true)
      expect(settings.current).toMatchObject({ theme: 'dark', executors: 7, density: 'comfortable' })
      expect((await subject.reopen()).current).toMatchObject({ theme: 'dark', executors: 7, density: 'comfortable' })
    })

    it('tell nobody where nothing changes, and nobody who stopped listening', async () => {
      const others: Settings[] = []
      const stop = settings.subscribe((now) => others.push(now))
      await settings.save({ executors: defaultSettings.executors })
      expect(others).toEqual([])
      stop()
      await settings.save({ executors: 9 })
      expect(others).toEqual([])
      expect(told).toHaveLength(1)
    })
  })
}
