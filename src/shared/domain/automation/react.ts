import { type Effect, onFiring, onProgress } from '../effect.ts'
import type { Model } from '../model.ts'
import { progressLine } from '../outbound/progress.ts'
import type { FiringEvent } from './events.ts'

export function reactToFiring(event: FiringEvent, model: Model): readonly Effect[] {
  switch (event.type) {
    case 'firing.recorded':
      return event.decision.kind === 'dispatched' ? [onFiring('firing.dispatch', { firing: event.id })] : []
    case 'firing.released':
      return [onFiring('firing.dispatch', { firing: event.id })]
    case 'firing.rested':
      return [...told(event, model), ...followed(event, model)]
    case 'firing.resumed':
    case 'firing.answered':
    case 'firing.over':
      return told(event, model)
    default:
      return []
  }
}

/** How it goes, to where it came from, once there is an answer there. */
function told({ id }: FiringEvent, model: Model): readonly Effect[] {
  const firing = model.firing.get(id)
  const line = firing === undefined ? null : progressLine(firing)
  return firing?.comment === undefined || line === null ? [] : [onProgress(firing.comment, line)]
}

/** What `then` asks for and was not begun yet; a parked run is for a person first. */
function followed(event: Extract<FiringEvent, { type: 'firing.rested' }>, model: Model): readonly Effect[] {
  const firing = model.firing.get(event.id)
  if (firing === undefined || event.as === 'parked') return []
  const steps = model.automation.get(firing.automation)?.definition?.afterwards ?? []
  return steps.flatMap((step) => {
    return step.kind === 'review' || firing.done.includes(step.kind)
      ? []
      : [onFiring('firing.then', { firing: event.id, step })]
  })
}
