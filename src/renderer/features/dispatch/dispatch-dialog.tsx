import { type RefObject, useEffect, useRef, useState } from 'react'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { openOverlay } from '../../client/overlays.ts'
import { plural } from '../../lib/format-number.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { notify } from '../../ui/toaster.tsx'
import { AgentFields } from './agent-fields.tsx'
import { DependFields } from './depend-fields.tsx'
import { reconcile, tasksOf } from './draft.ts'
import { changeDraft, readDraft } from './draft-store.ts'
import { EffortFields } from './effort-fields.tsx'
import { knowsThread } from './knows-thread.ts'
import { PlaceFields, PlaceNotes } from './place-fields.tsx'
import { PromptField } from './prompt-field.tsx'
import { RefusedTasks } from './refused-tasks.tsx'
import { sendDispatch, useSending } from './send-dispatch.ts'
import { sendTogether } from './send-together.ts'
import { SplitLine } from './split-line.tsx'
import { type Composer, useComposer } from './use-composer.ts'

export interface DispatchDialogProps {
  /** What the screen behind is about; the project used last where it is about none. */
  readonly project: string | null
  readonly onClose: () => void
}

/** Above so many threads the button asks once more. */
const manyThreads = 10

/** Writes work and starts it. What is written is kept whatever happens. */
export function DispatchDialog({ project, onClose }: DispatchDialogProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog open title="Dispatch" width="wide" onClose={onClose} initialFocus={field}>
      <Body project={project} onClose={onClose} field={field} />
    </Dialog>
  )
}

interface BodyProps extends DispatchDialogProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
}

function Body({ project, onClose, field }: BodyProps) {
  const composer = useComposer(project)
  const { draft, tasks, split } = composer
  const sending = useSending()
  const action = useDispatchAction(composer, onClose)
  const queued = useModel((model) => [...model.thread.values()].filter((one) => one.state.kind === 'queued').length)
  const executors = useModel((model) => model.pool.get('pool')?.limit ?? 0)
  useActions([action])
  useEffect(() => {
    // An earlier try may have come through after all.
    const settled = reconcile(readDraft(), knowsThread)
    if (settled !== readDraft()) changeDraft(() => settled)
  }, [])
  const counts = `${queueWords(queued)}, ${plural(executors, 'executor')}.`
  const plan = () => openOverlay({ kind: 'new-plan', project: composer.project?.id ?? project, goal: draft.text })
  const text =
    sending.of > 0 ? `${sending.done} of ${plural(sending.of, 'thread')} started.` : startsWords(tasks.length, counts)
  return (
    <>
      <DialogBody className="flex flex-col gap-2.5">
        <PromptField
          draft={draft}
          field={field}
          tasks={tasks.map((task) => task.text)}
          project={composer.project?.id ?? null}
          readOnly={sending.of > 0}
        />
        {split.parts.length > 1 && <SplitLine parts={split.parts.length} tasks={tasks.length} onPlan={plan} />}
        {sending.failure !== null && <FailureNote failure={sending.failure} />}
        <RefusedTasks refused={presentRefusals(composer)} />
        <div className="flex flex-wrap items-center gap-1.5">
          <PlaceFields composer={composer} />
        </div>
        <div className="flex flex-wrap items-center gap-1.5">
          <AgentFields draft={draft} agents={composer.agents} agent={composer.agent} />
        </div>
        <PlaceNotes composer={composer} />
        <EffortFields composer={composer} />
        <DependFields composer={composer} />
      </DialogBody>
      <DialogFooter text={<span role="status">{text}</span>}>
        {split.parts.length < 2 && (
          <Button kind="quiet" size="large" onClick={plan}>
            Plan it first
          </Button>
        )}
        <ActionButton action={action} kind="main" size="large" showKeys />
      </DialogFooter>
    </>
  )
}

function queueWords(queued: number): string {
  if (queued === 0) return 'Nothing is queued'
  return `${queued} ${queued === 1 ? 'is' : 'are'} queued ahead`
}

function startsWords(count: number, queue: string): string {
  return count === 0 ? queue : `About to start ${plural(count, 'thread')}. ${queue}`
}

/** Those of tasks that were not rewritten since. */
function presentRefusals({ draft, tasks }: Composer) {
  return draft.refused.filter(({ source }) => tasks.some((task) => task.source === source))
}

function useDispatchAction(composer: Composer, onClose: () => void): Action {
  const { draft, tasks, why, shared, project, topology, estimate } = composer
  const busy = useSending((state) => state.of > 0)
  const [confirmed, setConfirmed] = useState(0)
  const open = useRef(true)
  useEffect(() => {
    open.current = true
    return () => {
      open.current = false
    }
  }, [])
  const asks = tasks.length > manyThreads && confirmed === tasks.length
  const run = async () => {
    if (shared === null || project === null) return
    if (tasks.length > manyThreads && !asks) {
      setConfirmed(tasks.length)
      return
    }
    changeDraft({ project: project.id })
    const { brought } = readDraft()
    const started = await sendDispatch(shared)
    const [first, ...more] = started
    if (first === undefined) return
    void sendTogether(started, { topology, estimate, chosen: draft.topology !== null, sent: tasks.length, brought })
    changeDraft({ topology: null })
    const show = (thread: string | null) =>
      navigate({ screen: 'board', scope: { kind: 'project', project: project.id }, thread, tab: 'conversation' })
    const text = `Dispatched ${plural(more.length + 1, 'thread')}`
    notify({ text, action: { title: 'Open', run: () => show(first.thread) } })
    if (tasksOf(readDraft()).tasks.length > 0 || !open.current) return
    onClose()
    show(null)
  }
  return {
    id: 'dispatch.send',
    title: titleOf(tasks.length, asks),
    section: 'Work',
    keys: 'mod+enter',
    blocked: busy ? 'Threads are being started.' : why,
    run,
  }
}

function titleOf(count: number, asks: boolean): string {
  if (asks) return `Dispatch ${plural(count, 'thread')}`
  return count > 1 ? `Dispatch ${count}` : 'Dispatch'
}
