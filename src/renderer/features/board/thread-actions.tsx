import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { whyNot } from '../../client/commands.ts'
import { newId } from '../../lib/new-id.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { ActionButton } from './action-button.tsx'

interface Action {
  readonly label: string
  readonly command: () => PublicCommand
}

/** Everything that can be done with a thread as a whole. */
export function ThreadActions({ thread, model }: { readonly thread: Thread; readonly model: Model }) {
  const landing = newestLanding(model, thread)
  const problem = landing === undefined ? null : (landing.undoRefused ?? refusalOf(landing))
  return (
    <>
      <div className="row">
        {actionsFor(thread, landing).map(({ label, command }) => (
          <ActionButton
            key={label}
            label={label}
            description={visibleLine(thread.title)}
            command={command}
            blocked={whyNot(command())}
          />
        ))}
      </div>
      {problem !== null && <p className="failure">{visibleText(`${problem.message} ${problem.remedy}`)}</p>}
    </>
  )
}

function actionsFor({ id, state, into }: Thread, landing: Landing | undefined): readonly Action[] {
  const payload = { thread: id }
  if (state.kind === 'discarded') return [{ label: 'Restore', command: () => ({ type: 'thread.restore', payload }) }]
  if (state.kind === 'landed') {
    return landing === undefined
      ? []
      : [{ label: 'Undo landing', command: () => ({ type: 'landing.undo', payload: { landing: landing.id } }) }]
  }
  const land: Action = {
    label: into === null ? 'Land' : `Land on ${visibleLine(into)}`,
    command: () => ({ type: 'thread.land', payload: { thread: id, landing: newId(), strategy: 'squash' } }),
  }
  return [
    { label: 'Interrupt', command: () => ({ type: 'thread.interrupt', payload }) },
    { label: 'Stop', command: () => ({ type: 'thread.stop', payload }) },
    land,
    { label: 'Discard', command: () => ({ type: 'thread.discard', payload }) },
  ]
}

function newestLanding(model: Model, thread: Thread): Landing | undefined {
  const landings = [...model.landing.values()].filter((landing) => landing.thread === thread.id)
  return landings.sort((one, other) => other.queuedAt - one.queuedAt)[0]
}

function refusalOf(landing: Landing) {
  return landing.state.kind === 'refused' ? landing.state.failure : null
}
