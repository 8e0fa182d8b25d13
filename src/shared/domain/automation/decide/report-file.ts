import type { PayloadOf } from '../../command.ts'
import { type Decide, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { findProject } from '../find.ts'
import type { Automation, FileProblem } from '../state.ts'
import { widensNow } from '../widens.ts'

type Payload = PayloadOf<'automation.report-file'>
type Good = Extract<Payload['file'], { kind: 'good' }>

/** What a file that a person did not change here may do more than before is proposed; all else is in force at once. */
export const decideAutomationReportFile: Decide<'automation.report-file'> = (model, payload) => {
  const found = findProject(model, payload.project)
  const { automation: id, file, name, project, scope } = payload
  const automation = model.automation.get(id)
  if (file.kind === 'gone') {
    const isThere = automation !== undefined && automation.goneSince === undefined
    return isThere ? events({ type: 'automation.gone', id }) : nothing
  }
  if (!found.ok) return found
  const isNew = automation === undefined || automation.goneSince !== undefined
  const seen: readonly DomainEvent[] = isNew ? [{ type: 'automation.found', id, project, name, scope }] : []
  const changes = file.kind === 'good' ? good(automation, payload, file) : broken(automation, id, file.problems)
  return events(...seen, ...changes)
}

function broken(
  automation: Automation | undefined,
  id: Automation['id'],
  problems: readonly FileProblem[],
): readonly DomainEvent[] {
  const same = JSON.stringify(automation?.problems) === JSON.stringify(problems)
  return same ? [] : [{ type: 'automation.broken', id, problems }]
}

function good(
  automation: Automation | undefined,
  { automation: id, by, scope }: Payload,
  file: Good,
): readonly DomainEvent[] {
  const { definition, revision } = file
  const before = automation?.definition ?? null
  if (automation !== undefined && before !== null && revision === automation.revision) {
    const isTroubled = automation.problems !== undefined || automation.proposed !== undefined
    return isTroubled ? [{ type: 'automation.mended', id }] : []
  }
  const more = automation === undefined ? [] : widensNow(automation, definition)
  if (by === 'file' && scope === 'project' && more.length > 0) {
    const isKnown = automation?.proposed?.revision === revision && automation.problems === undefined
    return isKnown ? [] : [{ type: 'automation.proposed', id, revision, definition, widens: more }]
  }
  return [
    { type: 'automation.defined', id, revision, definition, by },
    ...(scope === 'own' ? switched(automation, { by, file, id }) : []),
  ]
}

/** A person's own file needs no switch as long as nothing from outside starts it. */
function switched(automation: Automation | undefined, { by, file, id }: Changed): readonly DomainEvent[] {
  const before = automation?.definition ?? null
  const isLocal = file.outside.length === 0
  if (before === null) return isLocal ? [{ type: 'automation.switched', id, on: true }] : []
  const opened = automation?.on === true && !isLocal && !file.outside.some((kind) => Object.hasOwn(before.on, kind))
  return opened && by === 'file' ? [{ type: 'automation.switched', id, on: false }] : []
}

interface Changed {
  readonly by: 'file' | 'person'
  readonly file: Good
  readonly id: Automation['id']
}
