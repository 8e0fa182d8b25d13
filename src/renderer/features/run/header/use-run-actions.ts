import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Run, RunPlan } from '../../../../shared/domain/run/state.ts'
import { useWhyNot } from '../../../client/model-hooks.ts'
import { navigate } from '../../../client/navigation.ts'
import type { Action } from '../../../ui/actions/action.ts'
import { useActions } from '../../../ui/actions/use-actions.ts'
import type { Sender } from '../use-sender.ts'

export interface Steering {
  readonly sender: Sender
  /** Nothing of it is left to do. */
  readonly over: boolean
}

/** What can be done with a run as a whole: it is either paused or goes on, never both at once. */
export function useRunActions(run: Run, plan: RunPlan, { over, sender }: Steering): readonly Action[] {
  const goes = plan.state.kind === 'running'
  const turn = useVerb({ type: goes ? 'run.pause' : 'run.resume', payload: { run: run.id } }, sender)
  const stop = useVerb({ type: 'run.stop', payload: { run: run.id } }, sender)
  const board: Action = {
    id: 'run.board',
    title: 'Board',
    section: 'Run',
    run: () => navigate({ screen: 'board', scope: { kind: 'run', run: run.id }, thread: null, tab: 'conversation' }),
  }
  const ended = over ? { blocked: 'Nothing of it is left to do.' } : {}
  const actions: readonly Action[] = [
    { ...turn, ...ended, id: 'run.turn', title: goes ? 'Pause' : 'Resume', keys: 'shift+p' },
    { ...stop, ...ended, id: 'run.stop', title: 'Stop' },
    board,
  ]
  useActions(actions)
  return actions
}

function useVerb(command: PublicCommand, sender: Sender): Pick<Action, 'section' | 'blocked' | 'run'> {
  const blocked = useWhyNot(command)
  return { section: 'Run', blocked, run: () => sender.send(command) }
}
