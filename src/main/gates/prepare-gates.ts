import type { DispatchFacts } from '../../shared/domain/run/commands.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { Preparer } from '../engine/preparer.ts'
import type { GitPort } from '../ports/git.ts'
import { readProjectSettings } from './project-settings.ts'

/** Adds the project's own gates, and how work in it goes together, to what is known of the repository by then; nothing where it names none. */
function gatesOf(git: GitPort) {
  return async ({ base, gitDirectory, prefix = '' }: Partial<DispatchFacts>) => {
    if (gitDirectory === undefined || base === undefined) return ok({})
    const settings = await readProjectSettings(git, { gitDirectory, commit: base.commit, prefix })
    if (!settings.ok) return settings
    const { coordination, gates, negotiations } = settings.value
    return ok({
      ...(gates.length === 0 ? {} : { gates }),
      ...(coordination === undefined ? {} : { coordination }),
      ...(negotiations === undefined ? {} : { negotiations }),
    })
  }
}

export function prepareDispatchGates(git: GitPort): Preparer<'run.dispatch'> {
  const gates = gatesOf(git)
  return { command: 'run.dispatch', prepare: (_payload, _model, earlier) => gates(earlier) }
}

export function preparePlanGates(git: GitPort): Preparer<'run.plan'> {
  const gates = gatesOf(git)
  return { command: 'run.plan', prepare: (_payload, _model, earlier) => gates(earlier) }
}
