import { type Decide, events, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { findThread } from '../../thread/find.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { allowanceOf, charged, spentAllowance } from '../allowance.ts'
import { cleaned } from '../cleaned.ts'
import { judgeText } from '../judge.ts'
import { messageLimits } from '../limits.ts'

/** Whoever touches the paths is told by the rules of findings. */
export const decidePublishFinding: Decide<'finding.publish'> = (model, payload, { now }) => {
  const found = findThread(model, payload.by)
  if (!found.ok) return found
  if (model.finding.get(payload.finding) !== undefined) return idTaken(payload.finding)
  const paths = [...new Set(payload.paths.map((path) => cleaned(path).replaceAll('\n', ' ')))]
  const text = cleaned(payload.text)
  const { findingPaths, findingText } = messageLimits
  if (text === '' || paths.length === 0 || paths.includes('')) {
    return refuse('finding-empty', 'A finding needs a text and paths; nothing was published.', 'Say what, and where.')
  }
  if (text.length > findingText || paths.length > findingPaths || paths.some((path) => path.length > 500)) {
    return refuse(
      'finding-too-long',
      `A finding has ${findingText} characters and ${findingPaths} paths at most; nothing was published.`,
      'Say the essential, with globs for the paths.',
    )
  }
  const spent = spentAllowance(allowanceOf(model.mailbox.get(payload.by), now), 'nothing was published.')
  if (spent !== null) return { ok: false, error: spent }
  const claims = judgeText(payload.text) ?? judgeText(paths.join('\n'))
  if (claims !== null) return { ok: false, error: claims }
  const { by, finding: id, severity } = payload
  const { project } = found.value
  return events(
    ...charged(model, by, now),
    { type: 'finding.published', id, by, project, paths, severity, text },
    ...tooOld(model, project),
  )
}

/** The oldest make room. */
function tooOld(model: Model, project: string): readonly DomainEvent[] {
  const open = [...model.finding.within(project)].filter((finding) => !finding.closed)
  const over = Math.max(0, open.length + 1 - messageLimits.findings)
  return open.slice(0, over).map(({ id }) => ({ type: 'finding.closed', id }))
}
