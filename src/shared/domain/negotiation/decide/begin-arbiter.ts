import { type Decide, events, nothing } from '../../decision.ts'
import { titleLimit } from '../../run/title.ts'
import { idTaken } from '../../thread/id-taken.ts'
import type { PromptBlock } from '../../thread/state.ts'
import { activeParties } from '../parties.ts'

/** A thread that only reads, on the work of the first party, says how an exchange ends. */
export const decideBeginArbiter: Decide<'negotiation.begin-arbiter'> = (model, payload) => {
  const { agent, blocks, negotiation: id, prompt, thread } = payload
  const negotiation = model.negotiation.get(id)
  if (negotiation?.state.kind !== 'arbitrating' || negotiation.state.arbiter !== null) return nothing
  if (model.thread.get(thread) !== undefined) return idTaken(thread)
  if (model.prompt.get(prompt) !== undefined) return idTaken(prompt)
  const [party] = activeParties(model, negotiation)
  if (party === undefined) return nothing
  const { base, checkpoint, priority, project, run, task } = party
  return events(
    {
      type: 'prompt.sent',
      id: prompt,
      thread,
      blocks: blocks.map((text): PromptBlock => ({ kind: 'text', text, origin: 'host' })),
    },
    {
      type: 'thread.dispatched',
      id: thread,
      run,
      task,
      project,
      title: `Arbiter: ${negotiation.topic}`.slice(0, titleLimit),
      agent,
      base: { ref: base.ref, commit: checkpoint?.commit ?? base.commit },
      into: null,
      prompt: { id: prompt },
      role: 'arbiter',
      about: party.id,
      ...(priority === undefined ? {} : { priority }),
    },
    { type: 'worktree.leased', id: thread, project, owner: thread, generation: 1 },
    { type: 'negotiation.arbiter-asked', id, arbiter: thread },
  )
}
