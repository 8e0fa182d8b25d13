import type { Model } from '../model.ts'
import { policyOf, type ThreadPolicy } from '../run/queries.ts'
import type { AgentChoice, Thread } from '../thread/state.ts'
import { diagnose } from './diagnose.ts'
import type { Seen } from './evidence.ts'
import { hostText } from './host-texts.ts'
import type { Situation } from './playbook.ts'
import { playbooks } from './playbooks.ts'
import type { Diagnosis, TroubleClass } from './state.ts'

/** Threads of one task that recovery may begin, the first one included; candidates come on top. */
export const attemptLimit = 3

/** Trouble that is answered wherever there are gates or roles, whether or not the run recovers from failures. */
const always: ReadonlySet<TroubleClass> = new Set<TroubleClass>(['gate-failed', 'refuted', 'changed-files'])

/** What is wrong with a thread and what is done about it; null where nothing is, or nobody asked for recovery. */
export function answerTo(model: Model, thread: Thread, { evidence, now }: Seen): Diagnosis | null {
  const found = policyOf(model, thread)
  const finding = diagnose(evidence)
  if (found === null || finding === null) return null
  if (!found.policy.recover && !always.has(finding.class)) return null
  const situation = situationOf(model, thread, { found, evidence, now, trouble: finding.class })
  const { afterMs, step, words } = playbooks[finding.class](situation)
  return { ...finding, step, words, number: situation.number, at: now, dueAt: now + afterMs }
}

interface Asked extends Seen {
  readonly found: ThreadPolicy
  readonly trouble: TroubleClass
}

function situationOf(model: Model, thread: Thread, { evidence, found, now, trouble }: Asked): Situation {
  const recovery = model.recovery.get(thread.id)
  const number = (recovery?.counts[trouble] ?? 0) + 1
  return {
    number,
    now,
    spread: spreadOf(`${thread.id}${number}`),
    retryAt: evidence.kind === 'parked' ? (evidence.reason.retryAt ?? null) : null,
    fresh: mayBeginAnother(found, thread),
    freshBefore: freshBefore(model, found, trouble),
    other: untried(found, thread),
    unchanged: 'unchanged' in evidence && evidence.unchanged,
    hinted: (recovery?.counts.loop ?? 0) > 0,
    text: hostText(evidence),
  }
}

/** Whether another thread may take a thread's task over: the task counts on this one, and has attempts left. */
export function mayBeginAnother({ plan, policy, task }: ThreadPolicy, thread: Thread): boolean {
  if (!policy.recover || task === null || plan.state.kind === 'stopped') return false
  if (task.state.kind !== 'active' || task.brief === '' || task.chosen !== undefined) return false
  const isNewest = task.candidates > 1 || task.threads.at(-1)?.thread === thread.id
  return isNewest && task.threads.length < attemptLimit + task.candidates - 1
}

function freshBefore(model: Model, { task }: ThreadPolicy, trouble: TroubleClass): number {
  const alike = trouble === 'refuted' || trouble === 'gate-failed' ? ['refuted', 'gate-failed'] : [trouble]
  const diagnoses = (task?.threads ?? []).flatMap(({ thread }) => model.recovery.get(thread)?.diagnoses ?? [])
  return diagnoses.filter((other) => other.step.kind === 'fresh' && alike.includes(other.class)).length
}

function untried({ task }: ThreadPolicy, thread: Thread): AgentChoice | null {
  const tried = [thread.agent, ...(task?.threads ?? []).map(({ agent }) => agent)].map(nameOf)
  return task?.agents.find((agent) => !tried.includes(nameOf(agent))) ?? null
}

function nameOf(agent: AgentChoice): string {
  return agent.kind === 'catalogue' ? `catalogue ${agent.id}` : `command ${agent.command}`
}

/** The same for the same text, and evenly spread over a second; milliseconds. */
function spreadOf(text: string): number {
  let hash = 7
  for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) % 1_000_003
  return hash % 1000
}
