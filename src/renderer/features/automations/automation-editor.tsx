import { Suspense, useMemo, useState } from 'react'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import { useKept } from '../../client/kept.ts'
import { isObject } from '../../lib/form-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { TextEditor } from '../../ui/text-editor.tsx'
import { EditorHead } from './editor-head.tsx'
import { EditorNotes } from './editor-notes.tsx'
import { OutdatedFile } from './outdated-file.tsx'
import { OwnPlace } from './own-place.tsx'
import { fileWords } from './places.ts'
import { ProblemList } from './problem-list.tsx'
import { ProposedNote } from './proposed-note.tsx'
import type { AutomationSlots } from './slots.ts'
import { type DraftText, type Of, useDraft } from './use-draft.ts'
import type { Offers } from './use-offers.ts'

export interface AutomationEditorProps {
  readonly of: Of
  /** Null for one that was never saved. */
  readonly automation: Automation | null
  readonly offers: Offers
  /** Where its signed webhook is taken in; null without one. */
  readonly webhook: string | null
  /** Names of the others of the same project. */
  readonly others: readonly string[]
  readonly slots: AutomationSlots
}

type View = 'form' | 'yaml'

/** One automation: what it is, as a form or as its file, and what it did. */
export function AutomationEditor({ of, automation, offers, webhook, others, slots }: AutomationEditorProps) {
  const [view, setView] = useKept<View>('automations.view', 'form')
  const [place, setPlace] = useState<{ readonly line: number; readonly column: number } | null>(null)
  const [beside, setBeside] = useState(false)
  const text = useDraft(of, versionOf(automation))
  const showPlace = (next: { readonly line: number; readonly column: number }) => {
    setView('yaml')
    setPlace({ ...next })
  }
  const comparing = beside && text.outdated
  // What it did is left of one whose file is gone.
  const gone = automation?.goneSince !== undefined && text.draft === null
  const yaml = (view === 'yaml' || comparing) && !gone
  return (
    <section aria-label={visibleLine(automationTitle(of.name))} className="flex min-h-0 min-w-0 flex-col">
      <EditorHead
        of={of}
        text={text}
        automation={automation}
        others={others}
        slots={slots}
        view={view}
        onView={(next) => {
          setPlace(null)
          setView(next)
        }}
      />
      {text.outdated && text.draft !== null && text.file !== null && (
        <OutdatedFile draft={text.draft} file={text.file} beside={beside} onBeside={setBeside} onKeep={text.keep} />
      )}
      {yaml && automation?.proposed !== undefined && (
        <div className="border-b border-line px-4 py-2">
          <ProposedNote automation={automation} proposed={automation.proposed} />
        </div>
      )}
      {yaml ? (
        <YamlView of={of} text={text} beside={comparing} place={place} onPlace={setPlace} />
      ) : (
        <Scroller label="Settings and history" className="min-h-0 flex-1 px-6.5 pt-4 pb-8 max-beside:px-4">
          <div className="max-w-300">
            {automation !== null && <EditorNotes automation={automation} offers={offers} webhook={webhook} />}
            {!gone && (
              <FormView of={of} text={text} offers={offers} others={others} onShow={showPlace} Form={slots.Form} />
            )}
            {automation !== null && (gone || isRead(text)) && (
              <div className="mt-6.5">
                <Suspense fallback={null}>
                  <slots.Runs automation={automation.id} project={of.project} />
                </Suspense>
              </div>
            )}
          </div>
        </Scroller>
      )}
    </section>
  )
}

/** Another text where the file is another one; null where there is none. */
function versionOf(automation: Automation | null): string | null {
  if (automation === null || automation.goneSince !== undefined) return null
  const { revision, proposed, problems } = automation
  return `${revision} ${proposed?.revision ?? ''} ${JSON.stringify(problems ?? [])}`
}

/** What stands below the form waits for it, so that nothing moves. */
function isRead({ failure, fields }: DraftText): boolean {
  return fields !== null || failure !== null
}

interface FormViewProps extends Pick<AutomationSlots, 'Form'> {
  readonly of: Of
  readonly text: DraftText
  readonly offers: Offers
  readonly others: readonly string[]
  readonly onShow: (place: { readonly line: number; readonly column: number }) => void
}

function FormView({ of, text, offers, others, onShow, Form }: FormViewProps) {
  const { fields, check, failure, stuck, draft } = text
  if (failure !== null) return <FailureNote failure={failure} />
  if (fields === null) return <QuietLoading text="Reading the file" />
  const unread = Object.keys(fields).length === 0 && (check?.problems.length ?? 0) > 0
  return (
    <div className="flex flex-col gap-3.5">
      {check !== null && check.problems.length > 0 && <ProblemList problems={check.problems} onShow={onShow} />}
      {stuck !== null && draft !== null && (
        <FailureNote failure={stuck}>
          <Button size="small" onClick={() => text.keep({ ...draft, pending: [] })}>
            Drop the change
          </Button>
        </FailureNote>
      )}
      {of.scope === 'own' && !unread && <OwnPlace of={of} fields={fields} change={text.change} />}
      {unread ? (
        <p className="text-muted">The text can't be read, so there is no form for it. Put it right as YAML.</p>
      ) : (
        <Suspense fallback={<QuietLoading text="Reading the file" />}>
          <Form fields={fields} offers={offers} when={whenOf(text)} others={others} change={text.change} />
        </Suspense>
      )}
    </div>
  )
}

/** The host's words for settings, where they are those of now: the form may be ahead of them. */
function whenOf({ check, fields }: DraftText): Readonly<Record<string, string>> {
  const [checked, present] = [check?.fields.on, fields?.on]
  if (!isObject(checked) || !isObject(present)) return {}
  const same = Object.entries(check?.when ?? {}).filter(
    ([kind]) => JSON.stringify(checked[kind]) === JSON.stringify(present[kind]),
  )
  return Object.fromEntries(same)
}

interface YamlViewProps {
  readonly of: Of
  readonly text: DraftText
  readonly beside: boolean
  readonly place: { readonly line: number; readonly column: number } | null
  readonly onPlace: (place: { readonly line: number; readonly column: number }) => void
}

function YamlView({ of, text, beside, place, onPlace }: YamlViewProps) {
  const problems = text.check?.problems
  const marks = useMemo(
    () => problems?.map(({ line, column, message, remedy }) => ({ line, column, text: `${message} ${remedy}` })),
    [problems],
  )
  if (text.failure !== null) return <FailureNote failure={text.failure} className="m-4" />
  // What the form changed is in the text first: two who write one text would undo each other.
  const waits = (text.draft?.pending.length ?? 0) > 0 && text.stuck === null
  if (text.file === null || waits) return <QuietLoading text="Reading the file" className="px-4 py-3" />
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {problems !== undefined && problems.length > 0 && (
        <div className="border-b border-line px-4 py-2">
          <ProblemList problems={problems} onShow={onPlace} />
        </div>
      )}
      <TextEditor
        key={beside ? `beside ${text.file.revision}` : 'alone'}
        path={fileWords(of.name, of.scope)}
        text={text.text}
        newer={beside ? text.file.text : null}
        follow={text.draft === null}
        onText={text.type}
        onAltered={() => undefined}
        problems={marks}
        place={place}
      />
    </div>
  )
}
