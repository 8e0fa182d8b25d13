import type { Refusal } from '../../shared/domain/decision.ts'
import type { Model } from '../../shared/domain/model.ts'
import { oneLine } from '../../shared/domain/thread/quoted.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { peersOf } from '../../shared/domain/topology/member.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'

/** Peers that a refusal names. */
const namesTold = 10

/** One of the thread's peers: by its id, the id of its task in the plan, or its title. */
export function findPeer(model: Model, thread: Thread, named: string): Result<Thread, Refusal> {
  return findNamed(model, peersOf(model, thread), named)
}

/** The same, and the thread itself, by its id or as “me”. */
export function findInTeam(model: Model, thread: Thread, named: string): Result<Thread, Refusal> {
  return named === thread.id || named === 'me' ? ok(thread) : findPeer(model, thread, named)
}

/** Whoever else works in the thread's project now, member of a team or not. */
export function findOther(model: Model, thread: Thread, named: string): Result<Thread, Refusal> {
  const exact = model.thread.get(named)
  if (exact !== undefined && exact.project === thread.project && exact.id !== thread.id) return ok(exact)
  const ofRun = [...model.thread.within(thread.run)].filter(({ id, role }) => id !== thread.id && role === undefined)
  return findNamed(model, ofRun, named)
}

function findNamed(model: Model, among: readonly Thread[], named: string): Result<Thread, Refusal> {
  const exact = among.find(({ id }) => id === named)
  if (exact !== undefined) return ok(exact)
  const alike = among.filter((one) => model.task.get(one.task)?.key === named || one.title === named)
  const [found] = alike
  if (found !== undefined && alike.length === 1) return ok(found)
  if (alike.length > 1) {
    const message = `Several threads are called “${oneLine(named)}”.`
    return err({ code: 'peer-ambiguous', message, remedy: `Name one by its id: ${namesOf(alike)}.` })
  }
  const message = `None of the threads you can reach is called “${oneLine(named).slice(0, 80)}”; nothing was done.`
  const remedy = among.length === 0 ? 'There is none now: go on alone.' : `Name one by its id: ${namesOf(among)}.`
  return err({ code: 'peer-unknown', message, remedy })
}

function namesOf(threads: readonly Thread[]): string {
  const names = threads.slice(0, namesTold).map(({ id, title }) => `${id} (${oneLine(title)})`)
  return [...names, ...(threads.length > namesTold ? ['…'] : [])].join(', ')
}
