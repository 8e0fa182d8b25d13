import { dialog } from 'electron'

export interface QuitAnswer {
  readonly choice: 'background' | 'park' | 'cancel'
  /** Take this answer from now on. */
  readonly remember: boolean
}

const choices = ['background', 'park', 'cancel'] as const

/** Asks what becomes of live threads; closing the question cancels. */
export async function askToQuit(live: number): Promise<QuitAnswer> {
  const { checkboxChecked, response } = await dialog.showMessageBox({
    type: 'question',
    message: live === 1 ? 'One thread is live' : `${live} threads are live`,
    detail:
      'Keep running in the background: agents work on, and wait for you where they have questions.\n\n' +
      'Park them: turns are stopped, their work is saved, and they go on at your next prompt.',
    buttons: ['Keep running in the background', 'Park them', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
    checkboxLabel: 'Do this each time',
    checkboxChecked: false,
  })
  return { choice: choices[response] ?? 'cancel', remember: checkboxChecked }
}

/** Tells that parking goes on; resolves when the person doesn't want to wait, and is taken away by the signal. */
export async function showParking(live: number, seconds: number, signal: AbortSignal): Promise<void> {
  await dialog.showMessageBox({
    type: 'info',
    message: live === 1 ? 'Parking one thread' : `Parking ${live} threads`,
    detail: `Their work is being saved. Switchyard ends after ${seconds} seconds at the latest; a turn that is still open then goes on at the next start.`,
    buttons: ['End now'],
    defaultId: -1,
    noLink: true,
    signal,
  })
}
