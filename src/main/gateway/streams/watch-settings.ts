import type { Settings } from '../../../shared/settings/settings.ts'
import type { SettingsPort } from '../../ports/settings.ts'
import type { Pace } from './pace.ts'

/** What holds now, and after every change what holds then; a slow client misses states between, never the last. */
export async function* watchSettings(
  settings: Pick<SettingsPort, 'current' | 'subscribe'>,
  pace: Pace,
): AsyncGenerator<Settings, void> {
  let due = true
  const stop = settings.subscribe(() => {
    due = true
    pace.wake()
  })
  try {
    while (await pace.until(() => due)) {
      due = false
      yield settings.current
    }
  } finally {
    stop()
    pace.close()
  }
}
