import type { ClusterId, NegotiationId, ProjectId, RunId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { Topology } from '../plan/plan.ts'
import { memberOf } from '../topology/member.ts'
import type { Evidence, Member } from '../topology/state.ts'
import type { Simulation } from './simulation.ts'

type Draw = (below: number) => number

/** What is measured of threads and tasks, and what a person or an agent does about teams. `about`: ids made from it are new. */
export function coordinate(simulation: Simulation, draw: Draw, about: string): void {
  const [held] = behind(simulation.model.thread.values())
  // Few threads ever wait for another one.
  if (held !== undefined && draw(3) === 0) {
    simulation.send(held, undefined, 'person')
    return
  }
  if (draw(3) > 0) {
    const command = measured(simulation, draw, about)
    if (command !== null) simulation.send(command)
    return
  }
  const byAgent = draw(5) === 0
  const command = byAgent ? ofAgent(simulation, draw, about) : ofPerson(simulation, draw, about)
  if (command !== null) simulation.send(command, undefined, byAgent ? 'host' : 'person')
}

const topologies: readonly Topology[] = ['queue', 'adaptive', 'adaptive', 'team']

function pick<Item>(items: readonly Item[], draw: Draw): Item | undefined {
  return items[draw(Math.max(1, items.length))]
}

/** Half of the pairs have nothing in common: nothing may come of them. */
function measured(simulation: Simulation, draw: Draw, about: string): Command | null {
  const one = someMember(simulation, draw)
  const project = one === undefined ? undefined : simulation.model.run.get(one.run)?.project
  if (one === undefined || project === undefined) return null
  const pairs = Array.from({ length: 1 + draw(3) }, () => someMember(simulation, draw)).flatMap((other) =>
    other === undefined || other.task === one.task
      ? []
      : [{ members: [one, other] as const, evidence: someEvidence(one, other, draw) }],
  )
  const threads = [...simulation.model.thread.values()].filter((thread) => thread.task === one.task)
  const touched = threads.map(({ id }) => ({ thread: id, paths: draw(2) === 0 ? [] : [`src/${draw(5)}.ts`] }))
  const ids = Array.from({ length: draw(8) }, (_, index) => `${about}-${index}`)
  return { type: 'coupling.report', payload: { project, pairs, touched, ids } }
}

function someMember({ model }: Simulation, draw: Draw): Member | undefined {
  const threads = [...model.thread.values()].filter(({ role }) => role === undefined).map(memberOf)
  const tasks = [...model.task.values()].map(({ id, run }) => ({ run, task: id }))
  return pick(draw(2) === 0 ? threads : tasks, draw) ?? pick(threads, draw)
}

/** Whether two depend on each other is the same each time; how much isn't. */
function someEvidence(one: Member, other: Member, draw: Draw): readonly Evidence[] {
  if ((one.task.length + other.task.length) % 2 === 0) return []
  const spots = [{ path: `src/${draw(5)}.ts`, lines: draw(2) === 0 ? null : { from: 1, to: 9 } }]
  const kind = (['overlap', 'conflict', 'history', 'reach'] as const)[draw(4)] ?? 'overlap'
  return [{ kind, value: draw(11) / 10, details: ['Drawn.'], spots }]
}

function ofPerson({ model }: Simulation, draw: Draw, about: string): Command | null {
  const cluster = pick([...model.cluster.values()], draw)?.id ?? ('none' as ClusterId)
  const coupling = pick([...model.coupling.values()], draw)
  const run = pick([...model.run.values()], draw)?.id ?? ('none' as RunId)
  const negotiation = `n-${about}` as NegotiationId
  const into = `c-${about}` as ClusterId
  const members = (model.cluster.get(cluster)?.members ?? []).filter(() => draw(2) === 0)
  const [topology = 'queue'] = topologies.slice(draw(topologies.length))
  const teams = draw(3) === 0 ? 'ask' : 'automatic'
  const commands: readonly Command[] = [
    { type: 'cluster.accept', payload: { cluster, negotiation } },
    { type: 'cluster.decline', payload: { cluster } },
    { type: 'cluster.pin', payload: { cluster, pinned: draw(2) === 0 } },
    { type: 'cluster.dissolve', payload: { cluster } },
    { type: 'cluster.split', payload: { cluster, members, into } },
    { type: 'cluster.merge', payload: { cluster, other: pick([...model.cluster.values()], draw)?.id ?? cluster } },
    { type: 'run.switch', payload: { run, topology, teams, cluster: into } },
    { type: 'run.switch', payload: { run, topology: 'adaptive', teams: 'automatic', cluster: into } },
    ...projectsOf(model.project.values(), { topology, teams }),
    ...(coupling === undefined
      ? []
      : ([
          { type: 'coupling.ignore', payload: { coupling: coupling.id } },
          { type: 'coupling.serialize', payload: { coupling: coupling.id } },
          { type: 'coupling.serialize', payload: { coupling: coupling.id, first: coupling.members[draw(2)]?.task } },
          { type: 'coupling.serialize', payload: { coupling: coupling.id, first: coupling.members[draw(2)]?.task } },
          { type: 'coupling.serialize', payload: { coupling: coupling.id, first: coupling.members[draw(2)]?.task } },
          { type: 'cluster.introduce', payload: { cluster: into, members: coupling.members, negotiation } },
        ] as const)),
  ]
  return pick(commands, draw) ?? null
}

function projectsOf(
  projects: Iterable<{ readonly id: ProjectId }>,
  coordination: Extract<Command, { type: 'project.coordinate' }>['payload']['coordination'],
): readonly Command[] {
  return [...projects].map(({ id }) => ({ type: 'project.coordinate', payload: { project: id, coordination } }))
}

function behind(threads: Iterable<{ readonly id: string; readonly behind?: object }>): readonly Command[] {
  const held = [...threads].filter((thread) => thread.behind !== undefined)
  return held.slice(0, 1).map(({ id }) => ({ type: 'thread.release', payload: { thread: id as never } }))
}

function ofAgent({ model }: Simulation, draw: Draw, about: string): Command | null {
  const threads = [...model.thread.values()]
  const [by, peer] = [pick(threads, draw)?.id, pick(threads, draw)?.id]
  if (by === undefined || peer === undefined) return null
  const because = 'It needs that.'
  if (draw(2) === 0) return { type: 'cluster.leave', payload: { by, because } }
  return { type: 'cluster.join', payload: { cluster: `j-${about}` as ClusterId, by, peer, because } }
}
