import { type Decide, type Decision, events, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { titleLimit } from '../../run/title.ts'
import { findThread } from '../../thread/find.ts'
import { idTaken } from '../../thread/id-taken.ts'
import type { Thread } from '../../thread/state.ts'
import { type Candidate, rankCandidates } from '../candidates.ts'
import { findTask } from '../find.ts'
import { judgePrompt } from '../judge-prompt.ts'
import type { Task } from '../state.ts'

/** A thread that only reads looks at the candidates; it starts from the work of the one that is ranked first. */
export const decideJudge: Decide<'task.judge'> = (model, payload, { facts }) => {
  const { agent, prompt, thread: judge } = payload
  const found = findTask(model, payload.task)
  if (!found.ok) return found
  if (model.thread.get(judge) !== undefined) return idTaken(judge)
  if (model.prompt.get(prompt) !== undefined) return idTaken(prompt)
  const task = found.value
  const ranked = rankCandidates(model, task).filter(({ standing }) => standing !== 'set-aside')
  const refused = notNow(model, task, ranked)
  if (refused !== null) return refused
  const best = model.thread.get(ranked[0]?.thread ?? '')
  const commit = best?.checkpoint?.commit
  if (facts === undefined || best === undefined || commit === undefined) return { ok: true, value: [] }
  const { base, id, priority, project, run } = best
  return events(
    {
      type: 'prompt.sent',
      id: prompt,
      thread: judge,
      blocks: judgePrompt(model, task, { ranked, diffs: facts.diffs }),
    },
    {
      type: 'thread.dispatched',
      id: judge,
      run,
      task: task.id,
      project,
      title: `Judge: ${task.title}`.slice(0, titleLimit),
      agent,
      base: { ref: base.ref, commit },
      into: null,
      prompt: { id: prompt },
      role: 'judge',
      about: id,
      ...(priority === undefined ? {} : { priority }),
    },
    { type: 'worktree.leased', id: judge, project, owner: judge, generation: 1 },
    { type: 'task.judge-asked', id: task.id, judge },
  )
}

const resting: ReadonlySet<Thread['state']['kind']> = new Set<Thread['state']['kind']>(['ready', 'parked', 'discarded'])

function notNow(model: Model, task: Task, ranked: readonly Candidate[]): Decision | null {
  const { chosen, judge, state, title } = task
  if (chosen !== undefined || state.kind === 'landed') {
    return refuse('already-chosen', `An attempt at ${title} was chosen; nobody was asked.`, 'Look at the chosen one.')
  }
  if (state.kind !== 'active' || ranked.some(({ standing }) => standing === 'at-work')) {
    const message = `Not all candidates for ${title} are at rest; nobody was asked.`
    return refuse('candidates-at-work', message, 'Wait until they are, or choose one yourself.')
  }
  if (ranked.length < 2 || !ranked.some(({ eligible }) => eligible)) {
    const message = `There are no several attempts at ${title} of which one could be chosen; nobody was asked.`
    return refuse('nothing-to-judge', message, 'Look at the attempts, or ask for another one.')
  }
  const asked = judge === undefined ? undefined : model.thread.get(judge.thread)
  if (asked === undefined || resting.has(asked.state.kind)) return null
  return refuse('judge-at-work', `A judge looks at ${title} already; nobody else was asked.`, 'Wait for its choice.')
}

/** A judge's word is kept beside the candidates; what comes of it is decided when its turn is saved unchanged. */
export const decideReportChoice: Decide<'task.report-choice'> = (model, { attempt, by, reasons }) => {
  const found = findThread(model, by)
  if (!found.ok) return found
  const judge = found.value
  const task = judge.role === 'judge' ? model.task.get(judge.task) : undefined
  if (task?.judge?.thread !== by || task.chosen !== undefined || task.state.kind !== 'active' || judge.turn === null) {
    const message = 'The candidates do not wait for a choice any more; nothing was recorded.'
    return refuse('nothing-to-judge', message, 'End the turn.')
  }
  const ranked = rankCandidates(model, task).filter(({ standing }) => standing !== 'set-aside')
  const candidate = ranked.find((one) => one.attempt === attempt)
  const commit = model.thread.get(candidate?.thread ?? '')?.checkpoint?.commit
  const remedy = `Choose one of these: ${listOf(ranked.filter(({ eligible }) => eligible))}.`
  if (candidate === undefined || commit === undefined) {
    return refuse('not-a-candidate', `There is no attempt ${attempt} to choose; nothing was recorded.`, remedy)
  }
  if (!candidate.eligible) {
    return refuse(
      'not-eligible',
      `Attempt ${attempt} can't be chosen. ${candidate.reason} Nothing was recorded.`,
      remedy,
    )
  }
  const said = { choice: candidate.thread, commit, reasons, turn: judge.turn.number }
  return events({ type: 'task.judged', id: task.id, said })
}

function listOf(candidates: readonly Candidate[]): string {
  return candidates.map(({ attempt }) => `attempt ${attempt}`).join(', ') || 'none is left'
}
