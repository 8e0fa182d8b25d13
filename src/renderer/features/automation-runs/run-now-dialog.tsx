import { type ReactNode, useState } from 'react'
import type { FireAnswer } from '../../../shared/contract/automation-views.ts'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { ProjectId } from '../../../shared/kernel/ids.ts'
import { ask } from '../../client/ask.ts'
import { useKept } from '../../client/kept.ts'
import { useModel } from '../../client/model-hooks.ts'
import { formatRoute } from '../../lib/route.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { firedWords } from './dry-run-words.ts'
import { readPasted } from './pasted-event.ts'

export interface RunNowDialogProps {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  /** There is a draft that isn't saved: what runs is the file. */
  readonly unsaved: boolean
  readonly onClose: () => void
}

/** Fires an automation by hand, with an event where one is given. */
export function RunNowDialog({ project, scope, name, unsaved, onClose }: RunNowDialogProps) {
  const [text, setText] = useKept<string>(`automation.draft/run/${project}/${scope}/${name}`, '')
  const [firing, setFiring] = useState(false)
  const [answer, setAnswer] = useState<FireAnswer | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const repository = useModel((model) => repositoryOf(model.project.get(project)))
  const read = readPasted(text)
  const empty = text.trim() === ''
  const run = async () => {
    if (repository === null) return
    setFiring(true)
    const event = read.ok ? { event: read.value } : {}
    const result = await ask((api) => api.automations.fire({ repository, name, scope, ...event }))
    setFiring(false)
    setFailure(result.ok ? null : result.error)
    setAnswer(result.ok ? result.value : null)
  }
  const action: Action = {
    id: 'automation.fire',
    title: answer === null ? 'Run now' : 'Run again',
    section: 'Automations',
    keys: 'mod+enter',
    blocked: whyNot(firing, empty || read.ok ? null : read.error),
    run,
  }
  return (
    <Dialog open onClose={onClose} title="Run now" detail={visibleLine(automationTitle(name))}>
      <Content action={action} unsaved={unsaved} onClose={onClose}>
        <TextArea
          mono
          rows={4}
          label="Fields of an event, as JSON"
          hint="May be left empty where the brief uses none. Limits and filters hold as for any event."
          placeholder={'{ "title": "Refund shows twice" }'}
          value={text}
          onChange={setText}
          problem={empty || read.ok ? null : read.error}
          className="max-h-48"
        />
        {failure !== null && <FailureNote failure={failure} />}
        {answer !== null && <Fired answer={answer} />}
      </Content>
    </Dialog>
  )
}

/** The folder of a project, as it was opened. */
function repositoryOf(project: Project | undefined): string | null {
  if (project === undefined) return null
  return project.prefix === '' ? project.root : `${project.root}/${project.prefix}`
}

function whyNot(firing: boolean, wrong: string | null): string | null {
  return firing ? 'It is being decided.' : wrong
}

interface ContentProps {
  readonly action: Action
  readonly unsaved: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Of its own, so that its key counts above what the page below takes. */
function Content({ action, unsaved, onClose, children }: ContentProps) {
  useActions([action])
  return (
    <>
      <DialogBody className="flex flex-col gap-3">{children}</DialogBody>
      <DialogFooter text={unsaved ? 'It runs as it is saved: your changes are not in it yet.' : null}>
        <Button kind="quiet" onClick={onClose}>
          Close
        </Button>
        <ActionButton action={action} kind="main" showKeys />
      </DialogFooter>
    </>
  )
}

function Fired({ answer }: { readonly answer: FireAnswer }) {
  const { run } = answer
  const thread = useModel((model) => (run === null ? null : (model.run.get(run)?.thread ?? null)))
  return (
    <p role="status" className="wrap-anywhere">
      {firedWords(answer)}
      {thread !== null && (
        <>
          {' '}
          <a
            href={formatRoute({ screen: 'board', scope: { kind: 'all' }, thread, tab: 'conversation' })}
            className="rounded text-focus underline"
          >
            Open its thread
          </a>
        </>
      )}
    </p>
  )
}
