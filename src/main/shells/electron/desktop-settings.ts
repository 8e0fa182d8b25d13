import { defaultSettings, type Settings, type SettingsPatch } from '../../../shared/settings/settings.ts'
import type { DesktopHost } from './desktop-host.ts'

/** The settings of the host behind the windows, as far as the shell goes by them. */
export class DesktopSettings {
  #host: DesktopHost | null = null
  #known: Settings | null = null

  /** Null until a host has told. */
  get known(): Settings | null {
    return this.#known
  }

  get current(): Settings {
    return this.#known ?? defaultSettings
  }

  /** Follows another host from now on. */
  follow(host: DesktopHost): void {
    if (this.#host === host) return
    this.#host = host
    void this.#watch(host)
  }

  async save(patch: SettingsPatch): Promise<void> {
    if (this.#host !== null) this.#known = await this.#host.api.settings.save(patch)
  }

  async #watch(host: DesktopHost): Promise<void> {
    try {
      for await (const settings of await host.api.settings.watch()) {
        if (this.#host !== host) return
        this.#known = settings
      }
    } catch {
      // With the host its settings are gone; what was known last holds until the next one tells.
      if (this.#host === host) this.#host = null
    }
  }
}
