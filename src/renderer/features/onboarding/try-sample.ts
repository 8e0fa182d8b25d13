import { create } from 'zustand'
import type { Sample, SampleTask } from '../../../shared/contract/channels/onboarding.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../../shared/kernel/ids.ts'
import { ask } from '../../client/ask.ts'
import { sendCommand } from '../../client/commands.ts'
import { keepFollowUp } from '../../client/follow-ups.ts'
import { currentRoute, navigate } from '../../client/navigation.ts'
import { useHost } from '../../client/store.ts'
import { newId } from '../../lib/new-id.ts'

/** Follows the steps that the tasks hold; every host has it. */
const agentOfSample = 'scripted'

/** How long the model may take to show what was dispatched, before the board is opened without it. In ms. */
const patienceMs = 5000

/** A sample whose tasks were not all dispatched. */
export interface Begun {
  readonly sample: Sample
  readonly project: string
  /** How many of its tasks were. */
  readonly done: number
  /** Under which the next one was sent. Its answer may be lost, so that the same again must not double it. */
  readonly next: Names | null
}

interface Names {
  readonly run: RunId
  readonly task: TaskId
  readonly thread: ThreadId
  readonly prompt: PromptId
}

export type SampleProgress =
  | { readonly kind: 'idle' }
  | { readonly kind: 'making' }
  | { readonly kind: 'dispatching'; readonly number: number; readonly of: number; readonly title: string }
  /** `begun` is null where not even the repository was made. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly begun: Begun | null }

/** Outlives the screen, which goes as soon as the first task is there. */
export const useSample = create<SampleProgress>(() => ({ kind: 'idle' }))

/** Makes the sample, or goes on with one that was begun; answers why it couldn't be finished. */
export async function trySample(begun: Begun | null): Promise<Failure | null> {
  if (isBusy(useSample.getState())) return null
  const from = begun ?? (await make())
  if ('failure' in from) return fail(from.failure, null)
  const { sample, project } = from
  let shown: string | null = null
  for (const [at, task] of sample.tasks.entries()) {
    if (at < from.done) continue
    show({ kind: 'dispatching', number: at + 1, of: sample.tasks.length, title: task.title })
    const names = (at === from.done ? from.next : null) ?? newNames()
    const refused = await dispatch(sample, task, { project, names })
    // The names are this task's alone: in use means that it came through when its answer was lost.
    if (refused !== null && refused.code !== 'id-taken')
      return fail(refused, { sample, project, done: at, next: names })
    if (task.followUp !== undefined) keepFollowUp(names.thread, task.followUp)
    shown = names.thread
  }
  if (shown !== null) await openBoard(shown)
  show({ kind: 'idle' })
  return null
}

function isBusy({ kind }: SampleProgress): boolean {
  return kind === 'making' || kind === 'dispatching'
}

async function make(): Promise<Begun | { readonly failure: Failure }> {
  show({ kind: 'making' })
  const made = await ask((api) => api.onboarding.makeSample())
  return made.ok ? { sample: made.value, project: newId(), done: 0, next: null } : { failure: made.error }
}

function newNames(): Names {
  return { run: newId() as RunId, task: newId() as TaskId, thread: newId() as ThreadId, prompt: newId() as PromptId }
}

function dispatch(
  { repository }: Sample,
  { title, prompt }: SampleTask,
  { project, names }: { readonly project: string; readonly names: Names },
): Promise<Failure | null> {
  return sendCommand({
    type: 'run.dispatch',
    payload: {
      ...names,
      project: project as ProjectId,
      repository,
      initialize: false,
      agent: { kind: 'catalogue', id: agentOfSample },
      title,
      blocks: [{ kind: 'text', text: prompt, origin: 'person' }],
    },
  })
}

function fail(failure: Failure, begun: Begun | null): Failure {
  show({ kind: 'failed', failure, begun })
  return failure
}

function show(progress: SampleProgress): void {
  useSample.setState(progress, true)
}

/** The board of the sample, unless the person went elsewhere meanwhile. */
async function openBoard(thread: string): Promise<void> {
  const project = await projectOf(thread)
  const route = currentRoute()
  const stayed = route.screen === 'welcome' || (route.screen === 'board' && route.thread === null)
  if (!stayed) return
  const scope = project === null ? ({ kind: 'all' } as const) : ({ kind: 'project', project } as const)
  navigate({ screen: 'board', scope, thread: null, tab: 'conversation' })
}

/** Known only from the model: a repository that was open before keeps the id it had. */
function projectOf(thread: string): Promise<string | null> {
  return new Promise((resolve) => {
    const look = () => {
      const found = useHost.getState().model.thread.get(thread)?.project
      if (found !== undefined) settle(found)
    }
    const settle = (project: string | null) => {
      clearTimeout(limit)
      stop()
      resolve(project)
    }
    const limit = setTimeout(() => settle(null), patienceMs)
    const stop = useHost.subscribe(look)
    look()
  })
}
