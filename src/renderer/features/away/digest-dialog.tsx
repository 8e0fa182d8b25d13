import { type ReactNode, useMemo } from 'react'
import type { Digest, DigestThread } from '../../../shared/domain/supervision/digest.ts'
import { useNow } from '../../client/clock.ts'
import type { HostApi } from '../../client/host-api.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { useAnswer } from '../../client/use-answer.ts'
import { plural } from '../../lib/format-number.ts'
import { relativeTime } from '../../lib/format-time.ts'
import { formatRoute, type Route } from '../../lib/route.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { digestSummary, spentWords } from './digest-words.ts'

export interface DigestDialogProps {
  /** Milliseconds since the epoch. */
  readonly since: number
  readonly onClose: () => void
}

/** What happened while nobody looked. */
export function DigestDialog({ since, onClose }: DigestDialogProps) {
  const call = useMemo(() => (api: HostApi) => api.away.digest({ since: Math.max(0, Math.floor(since)) }), [since])
  const { failure, value } = useAnswer(call)
  const now = useNow(60_000)
  const waiting = value?.waiting.length ?? 0
  const toInbox = () => {
    onClose()
    navigate({ screen: 'inbox' })
  }
  return (
    <Dialog open title="Digest" detail={`since ${relativeTime(since, now)}`} onClose={onClose}>
      <DialogBody className="flex flex-col gap-3.5">
        {failure !== null && <FailureNote failure={failure} />}
        {value === null && failure === null && <QuietLoading text="Reading what happened" />}
        {value !== null && <Content digest={value} onOpen={onClose} />}
      </DialogBody>
      <DialogFooter text={value === null ? '' : spentWords(value.spent)}>
        {waiting > 0 && (
          <Button size="large" onClick={toInbox}>
            Open the inbox
          </Button>
        )}
        <Button size="large" kind="main" onClick={onClose}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

function Content({ digest, onOpen }: { readonly digest: Digest; readonly onOpen: () => void }) {
  const { baseMoved, failed, landed, moved, paused, refused } = digest
  const goals = useModel((model) => paused.map(({ run }) => model.run.get(run)?.goal ?? run))
  const projects = useModel((model) => moved.map(({ project }) => model.project.get(project)?.name ?? ''))
  const link = (one: DigestThread) => <ThreadLink thread={one} onOpen={onOpen} />
  return (
    <>
      <p>{digestSummary(digest)}</p>
      <Part
        title="Landed"
        items={landed.map((one) => ({
          key: one.thread,
          text: link(one),
          more: one.into === null ? '' : `on ${one.into}`,
        }))}
      />
      <Part
        title="Failed"
        items={failed.map((one) => ({ key: one.thread, text: link(one), more: one.reason.message }))}
      />
      <Part
        title="Not merged"
        items={refused.map((one) => ({ key: one.thread, text: link(one), more: one.message }))}
      />
      <Part
        title="Paused by a budget"
        items={paused.map(({ because, run }, at) => ({ key: run, text: visibleLine(goals[at] ?? ''), more: because }))}
      />
      <Part
        title="Branches that moved"
        items={moved.map(({ into, landings, project }, at) => ({
          key: `${project} ${into}`,
          text: visibleLine(`${projects[at] ?? ''} ${into}`),
          more: `by ${plural(landings, 'merge')}`,
        }))}
      />
      <Part
        title="Built on newer commits"
        items={baseMoved.map((one) => ({ key: one.thread, text: link(one), more: 'merged what had landed' }))}
      />
    </>
  )
}

interface PartProps {
  readonly title: string
  readonly items: readonly { readonly key: string; readonly text: ReactNode; readonly more: string }[]
}

const shown = 12

function Part({ items, title }: PartProps) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className="mb-0.5 text-12 font-medium text-muted">{`${title} · ${items.length}`}</h3>
      <ul>
        {items.slice(0, shown).map(({ key, more, text }) => (
          <li key={key} className="flex items-baseline gap-2 py-0.5">
            <span className="min-w-40 flex-1 truncate">{text}</span>
            <span className="min-w-0 flex-[2] truncate text-muted" title={visibleText(more)}>
              {visibleLine(more)}
            </span>
          </li>
        ))}
        {items.length > shown && <li className="text-muted">{`and ${items.length - shown} more`}</li>}
      </ul>
    </section>
  )
}

function ThreadLink({
  thread: { thread, title },
  onOpen,
}: {
  readonly thread: DigestThread
  readonly onOpen: () => void
}) {
  const route: Route = { screen: 'board', scope: { kind: 'all' }, thread, tab: 'conversation' }
  return (
    <a href={formatRoute(route)} onClick={onOpen} className="rounded text-focus underline">
      {visibleLine(title ?? thread)}
    </a>
  )
}
