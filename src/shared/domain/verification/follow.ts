import type { FollowUps } from '../follow-up.ts'
import { withoutVerdict } from './decide/verdict.ts'

export const verificationFollowUps: FollowUps = {
  'thread.readied': (model, { id }) => {
    const thread = model.thread.get(id)
    return thread?.role === 'verifier' ? withoutVerdict(model, thread) : []
  },
  'thread.discarded': (model, { id }) => {
    const thread = model.thread.get(id)
    return thread?.role === 'verifier' ? withoutVerdict(model, thread) : []
  },
}
