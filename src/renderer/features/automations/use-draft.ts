import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { AutomationFile, TextCheck } from '../../../shared/contract/automation-views.ts'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { ask } from '../../client/ask.ts'
import { useKept } from '../../client/kept.ts'
import { keptValues } from '../../client/kept-host.ts'
import { useHost } from '../../client/store.ts'
import { type Change, withChanges, withMore } from '../../lib/form-change.ts'
import { afterSave, changed, type Draft, typed, written } from './draft.ts'

export interface Of {
  readonly id: AutomationId
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
}

export interface DraftText {
  /** As it is saved; null until it was read. */
  readonly file: AutomationFile | null
  readonly failure: Failure | null
  readonly draft: Draft | null
  /** The draft's, else the file's. */
  readonly text: string
  /** Its values, with what the form changed since it was checked; null until it was checked for the first time. */
  readonly fields: JsonObject | null
  /** Of the text as it was last checked. */
  readonly check: TextCheck | null
  /** Why the form's changes are not in the text. */
  readonly stuck: Failure | null
  /** The file is another than the draft was begun on. */
  readonly outdated: boolean
  change(...changes: readonly Change[]): void
  type(text: string): void
  /** Puts another draft in this one's place; null forgets it. */
  keep(draft: Draft | null): void
  /** Answers why it was not saved. */
  save(): Promise<Failure | null>
}

export function draftKey(id: AutomationId): string {
  return `automation.draft/${id}`
}

/** In ms: so soon after typing the host is asked. */
const soon = 200
const noFile: AutomationFile = { text: '', revision: null, problems: [] }

/** The text of an automation as a person changes it, by form or as it is written; kept until it is saved. */
export function useDraft(of: Of, version: string | null): DraftText {
  const key = draftKey(of.id)
  const [draft, setDraft] = useKept<Draft | null>(key, null)
  const present = () => (keptValues.get(key) as Draft | undefined) ?? null
  const { file, failure, put } = useFile(of, version)
  const saved = file ?? noFile
  const text = draft?.text ?? saved.text
  const [since, setSince] = useState<readonly Change[]>([])
  const check = useCheck(of, file === null ? null : text, () => setSince(present()?.pending ?? []))
  const stuck = usePending(draft, (edit) => {
    const latest = present()
    if (latest !== null) setDraft(written(latest, saved, edit))
  })
  const change = (...changes: readonly Change[]) => {
    setSince((before) => withMore(before.length === 0 ? (present()?.pending ?? []) : before, changes))
    setDraft(changed(present(), saved, changes))
  }
  const save = async () => {
    const latest = present()
    if (latest === null) return null
    const { text: sent, replaces } = latest
    const { project, scope, name } = of
    const answer = await ask((api) => api.automations.save({ project, scope, name, text: sent, replaces }))
    if (!answer.ok) return answer.error
    const after = { text: sent, revision: answer.value.revision }
    put({ ...after, problems: [] })
    setDraft(afterSave(present(), after))
    return null
  }
  return {
    file,
    failure,
    draft,
    text,
    fields: check === null ? null : withChanges(check.fields, since.length === 0 ? (draft?.pending ?? []) : since),
    check,
    stuck,
    outdated: draft !== null && file !== null && draft.replaces !== file.revision,
    change,
    type: (next) => setDraft(typed(present(), saved, next)),
    keep: (next) => {
      setSince(next?.pending ?? [])
      setDraft(next)
    },
    save,
  }
}

/** The file as it is saved. Read again when `version` says that it is another; null for one that is not there yet. */
function useFile({ id }: Of, version: string | null) {
  const api = useHost((state) => state.api)
  const [read, setRead] = useState<{ readonly file: AutomationFile | null; readonly failure: Failure | null }>({
    file: null,
    failure: null,
  })
  useEffect(() => {
    if (api === null || version === null) return
    const abort = new AbortController()
    void ask((host) => host.automations.read({ automation: id }, { signal: abort.signal })).then((answer) => {
      if (abort.signal.aborted) return
      setRead(answer.ok ? { file: answer.value, failure: null } : { file: null, failure: answer.error })
    })
    return () => abort.abort()
  }, [api, id, version])
  const file = read.file ?? (version === null ? noFile : null)
  return { file, failure: read.failure, put: (next: AutomationFile) => setRead({ file: next, failure: null }) }
}

/** What the host says of a text, asked soon after each change of it; the last answer stays until the next. */
function useCheck({ project, scope, name }: Of, text: string | null, onAnswer: () => void): TextCheck | null {
  const api = useHost((state) => state.api)
  const [check, setCheck] = useState<TextCheck | null>(null)
  const answered = useEffectEvent((next: TextCheck) => {
    setCheck(next)
    onAnswer()
  })
  const asked = useRef(false)
  useEffect(() => {
    if (api === null || text === null) return
    const abort = new AbortController()
    const question = { project, scope, name, text }
    const wait = asked.current ? soon : 0
    asked.current = true
    const timer = setTimeout(() => {
      void ask((host) => host.automations.check(question, { signal: abort.signal })).then((answer) => {
        if (answer.ok && !abort.signal.aborted) answered(answer.value)
      })
    }, wait)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, project, scope, name, text])
  return check
}

/** Writes the form's changes into the text, one question at a time; they stay until they are in it. */
function usePending(draft: Draft | null, onWritten: (edit: { text: string; changes: readonly Change[] }) => void) {
  const api = useHost((state) => state.api)
  const [stuck, setStuck] = useState<Failure | null>(null)
  const done = useEffectEvent(onWritten)
  const pending = draft?.pending ?? []
  const text = draft?.text ?? ''
  const changes = JSON.stringify(pending)
  useEffect(() => {
    const sent = JSON.parse(changes) as readonly Change[]
    if (api === null || sent.length === 0) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      const question = { text, changes: [...sent] }
      void ask((host) => host.automations.edit(question, { signal: abort.signal })).then((answer) => {
        if (abort.signal.aborted) return
        setStuck(answer.ok ? null : answer.error)
        if (answer.ok) done({ text: answer.value.text, changes: sent })
      })
    }, soon)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, text, changes])
  return pending.length === 0 ? null : stuck
}
