import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import { sendCommand } from '../../client/commands.ts'
import { useModel } from '../../client/model-hooks.ts'
import type { Action } from '../../ui/actions/action.ts'
import { announce } from '../../ui/announce.tsx'
import { notifyRefused } from '../../ui/toaster.tsx'

export interface FreezeActions {
  readonly freeze: Action
  readonly resume: Action
  readonly windDown: Action
}

/** Stopping everything at once, and what comes after. Each says why where it can't be done now. */
export function useFreezeActions(): FreezeActions {
  const frozen = useModel((model) => model.pool.get('pool')?.frozenSince !== undefined)
  const thawed = frozen ? null : 'Nothing is frozen.'
  return {
    freeze: {
      id: 'freeze',
      title: 'Freeze everything',
      section: 'Work',
      // Held with Shift, the same key is another sign on some keyboards.
      keys: 'mod+shift+., mod+shift+>',
      everywhere: true,
      blocked: frozen ? 'Everything is frozen already.' : null,
      run: () => send({ type: 'pool.freeze', payload: {} }, 'Everything is frozen'),
    },
    resume: {
      id: 'freeze.resume',
      title: 'Resume',
      section: 'Work',
      blocked: thawed,
      run: () => send({ type: 'pool.thaw', payload: { how: 'resume' } }, 'Everything goes on'),
    },
    windDown: {
      id: 'freeze.wind-down',
      title: 'Wind down',
      section: 'Work',
      blocked: thawed,
      run: () => send({ type: 'pool.thaw', payload: { how: 'wind-down' } }, 'Everything is wound down'),
    },
  }
}

async function send(command: PublicCommand, done: string): Promise<void> {
  const refused = await sendCommand(command)
  if (refused === null) announce(done)
  else notifyRefused(refused)
}
