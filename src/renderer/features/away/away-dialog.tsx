import { useRef } from 'react'
import type { HostCheck } from '../../../shared/contract/channels/host.ts'
import type { HostApi } from '../../client/host-api.ts'
import { useAnswer } from '../../client/use-answer.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Glyph, type GlyphKind } from '../../ui/glyph.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { notify } from '../../ui/toaster.tsx'
import { noteAway } from './last-seen.ts'

const preflight = (api: HostApi) => api.away.preflight()

const glyphs: { readonly [State in HostCheck['state']]: GlyphKind } = { ok: 'ok', warning: 'error', failed: 'error' }
const order: readonly HostCheck['state'][] = ['failed', 'warning', 'ok']

/** What may stop work while nobody is there, with what to do about it before one leaves. */
export function AwayDialog({ onClose }: { readonly onClose: () => void }) {
  const { again, failure, value } = useAnswer(preflight)
  const first = useRef<HTMLButtonElement>(null)
  const leave = () => {
    noteAway(Date.now())
    notify({ text: 'Noted. When you are back, you are told what happened.' })
    onClose()
  }
  const checks = value?.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state)) ?? null
  const open = checks?.filter(({ state }) => state !== 'ok').length ?? 0
  return (
    <Dialog open title="Before you leave" initialFocus={first} onClose={onClose}>
      <DialogBody className="flex flex-col gap-3">
        {failure !== null && <FailureNote failure={failure} />}
        {checks === null && failure === null && <QuietLoading text="Looking at what may stop work" />}
        {checks?.length === 0 && <p className="text-muted">Nothing runs that could be stopped.</p>}
        {checks !== null && checks.length > 0 && (
          <ul aria-label="Checks">
            {checks.map((check) => (
              <Check key={`${check.name} ${check.detail}`} check={check} />
            ))}
          </ul>
        )}
      </DialogBody>
      <DialogFooter text={checks === null ? '' : summary(open)}>
        <Button size="large" kind="quiet" onClick={again}>
          Look again
        </Button>
        <Button ref={first} size="large" kind="main" onClick={leave}>
          I am away
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

function summary(open: number): string {
  return open === 0 ? 'Nothing is in the way.' : `${plural(open, 'thing')} may stop work while you are away.`
}

function Check({ check: { detail, name, remedy, state } }: { readonly check: HostCheck }) {
  return (
    <li className="flex items-start gap-2 border-t border-soft py-1.5 first:border-0" data-check={state}>
      <Glyph kind={glyphs[state]} name={state === 'ok' ? 'In order' : 'Look at this'} className="mt-px" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p>
          <span className="inline-block font-medium first-letter:uppercase">{visibleLine(name)}</span>{' '}
          <span className="text-muted">{visibleText(detail)}</span>
        </p>
        {remedy !== null && <p>{visibleText(remedy)}</p>}
      </div>
    </li>
  )
}
