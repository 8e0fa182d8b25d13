import { powerSaveBlocker } from 'electron'
import type { AwakePort } from '../../ports/awake.ts'

/** Keeps the machine awake by the desktop's own means, which end with the app. */
export const powerAwake: AwakePort = {
  means: async () => ({ kind: 'ready', by: 'the desktop app' }),
  hold: async () => {
    const blocker = powerSaveBlocker.start('prevent-app-suspension')
    return { held: powerSaveBlocker.isStarted(blocker), release: async () => void powerSaveBlocker.stop(blocker) }
  },
}
