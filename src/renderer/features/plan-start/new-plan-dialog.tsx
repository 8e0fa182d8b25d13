import { type RefObject, useEffect, useRef, useState } from 'react'
import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import type { PlanFileProblem } from '../../../shared/contract/channels/plans.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { useAgents } from '../../client/agents.ts'
import { navigate } from '../../client/navigation.ts'
import { openOverlay } from '../../client/overlays.ts'
import { useSettings } from '../../client/settings.ts'
import { useHost } from '../../client/store.ts'
import type { Refusal } from '../../lib/refusal.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { FileField } from './file-field.tsx'
import { sendPlan } from './send-plan.ts'
import { type StartDraft, useStartDraft, type Way } from './start-draft.ts'
import { StartPlaceFields } from './start-place-fields.tsx'
import { type StartPlace, useStartPlace } from './use-start-place.ts'

export interface NewPlanDialogProps {
  /** What the screen behind is about. */
  readonly project: string | null
  /** What was written elsewhere already; an empty text leaves what is kept. */
  readonly goal: string
  readonly onClose: () => void
}

const ways = [
  { value: 'planner', title: 'Plan it with an agent' },
  { value: 'hand', title: 'Write it by hand' },
  { value: 'file', title: 'Load a YAML file' },
] as const

/** Begins a plan: from a goal by an agent, by hand, or from a file. */
export function NewPlanDialog({ project, goal, onClose }: NewPlanDialogProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <Dialog open title="New plan" width="wide" onClose={onClose} initialFocus={field}>
      <Body project={project} goal={goal} onClose={onClose} field={field} />
    </Dialog>
  )
}

type BodyProps = NewPlanDialogProps & { readonly field: RefObject<HTMLTextAreaElement | null> }

function Body({ project, goal, onClose, field }: BodyProps) {
  const [draft, change, clear] = useStartDraft()
  const place = useStartPlace(draft, project)
  const agents = useAgents()
  const [{ defaultAgent }] = useSettings()
  const agent = chosen(agents, draft.agent ?? defaultAgent)
  const [problems, setProblems] = useState<readonly PlanFileProblem[]>([])
  const [refused, setRefused] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  useTakenOver(goal, change)
  const online = useHost((state) => state.api !== null)
  const send = async () => {
    setBusy(true)
    const started = await sendPlan({ draft, place, agent: agent?.id ?? '' })
    setBusy(false)
    setProblems(started.kind === 'problems' ? started.problems : [])
    setRefused(started.kind === 'refused' ? started.failure : null)
    if (started.kind !== 'started') return
    clear()
    onClose()
    navigate({ screen: 'plan', run: started.run })
  }
  const action: Action = {
    id: 'plan.start',
    title: titles[draft.way],
    section: 'Work',
    keys: 'mod+enter',
    blocked: busy ? 'The plan is being made.' : whyNot({ draft, place, agent, online }),
    run: send,
  }
  useActions([action])
  return (
    <>
      <DialogBody className="flex flex-col gap-2.5">
        <Segmented
          label="How it is planned"
          value={draft.way}
          choices={ways}
          onChange={(way) => change({ way })}
          className="self-start"
        />
        {draft.way === 'file' ? (
          <FileField ref={field} text={draft.file} problems={problems} onChange={(file) => change({ file })} />
        ) : (
          <TextArea
            ref={field}
            label="Goal"
            bare
            placeholder="What is to be reached, and how one would know"
            value={draft.goal}
            onChange={(text) => change({ goal: text })}
            className="min-h-28 leading-[1.55]"
          />
        )}
        {refused !== null && <FailureNote failure={refused} />}
        {place.facts?.ok === false && <FailureNote failure={place.facts.error} />}
        <div className="flex flex-wrap items-center gap-1.5">
          {place.project === null ? (
            <Button onClick={() => openOverlay({ kind: 'open-repository', path: null })}>Open a repository</Button>
          ) : (
            <StartPlaceFields place={place} onChange={change} />
          )}
          {draft.way === 'planner' && agent !== null && (
            <Select
              label="Agent"
              showLabel
              value={agent.id}
              options={agents.map((one) => ({
                value: one.id,
                title: visibleLine(one.name),
                why: one.state.kind === 'missing' ? 'Not on this machine.' : null,
              }))}
              onChange={(id) => change({ agent: id })}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter text={hints[draft.way]}>
        <ActionButton action={action} kind="main" size="large" showKeys />
      </DialogFooter>
    </>
  )
}

const titles: Readonly<Record<Way, string>> = {
  planner: 'Plan it',
  hand: 'Write the tasks',
  file: 'Load the plan',
}

const hints: Readonly<Record<Way, string>> = {
  planner: 'It reads the repository and proposes tasks. Nothing is started before you approve.',
  hand: 'Makes an empty draft. Nothing is started before you approve.',
  file: 'Makes a draft of the file. Nothing is started before you approve.',
}

interface Facts {
  readonly draft: StartDraft
  readonly place: StartPlace
  readonly agent: HostAgent | null
  readonly online: boolean
}

function whyNot({ draft, place, agent, online }: Facts): Refusal | null {
  if (!online) return 'There is no line to the host.'
  if (place.project === null) return 'Open a repository first.'
  // What isn't read yet starts from what is checked out: the host looks for itself.
  if (place.facts?.ok === false) return place.facts.error
  if (draft.way === 'file') return draft.file.trim() === '' ? 'Paste or choose a plan.' : null
  if (draft.goal.trim() === '') return 'Write what is to be reached.'
  if (draft.way === 'hand' || agent?.state.kind === 'ready') return null
  return agent === null ? 'No agent is known.' : `${visibleLine(agent.name)} is not on this machine.`
}

function chosen(agents: readonly HostAgent[], wanted: string | null): HostAgent | null {
  const ready = agents.find(({ state }) => state.kind === 'ready')
  return agents.find(({ id }) => id === wanted) ?? ready ?? agents[0] ?? null
}

/** Takes in, once, what was written in the composer. */
function useTakenOver(goal: string, change: (patch: Partial<StartDraft>) => void): void {
  const taken = useRef(false)
  useEffect(() => {
    if (taken.current || goal === '') return
    taken.current = true
    change({ goal })
  })
}
