import type { LinkStatus } from '../../client/store.ts'
import { FreezeButton } from '../../features/away/freeze-button.tsx'
import { formatCost, plural } from '../../lib/format-number.ts'
import { visibleText } from '../../lib/visible-text.ts'
import type { Counts } from './counts.ts'

/** How the host stands, in words, at the foot of the window. */
export function StatusBar({ counts, status }: { readonly counts: Counts; readonly status: LinkStatus }) {
  return (
    <footer className="col-span-full flex h-status items-center gap-4 overflow-hidden border-t border-line bg-panel px-3.5 text-12 whitespace-nowrap text-muted">
      <span>{poolWords(counts)}</span>
      {(counts.busy > 0 || counts.queued > 0) && !counts.frozen && <FreezeButton />}
      {counts.spend !== null && <span>{formatCost(counts.spend)} spent by what is on the board</span>}
      <span className="flex-1" />
      <span className="max-labels:hidden">No sandbox: agents run with your rights</span>
      <span role="status" data-link={status.kind} className={status.kind === 'online' ? '' : 'text-you'}>
        {linkWords(status)}
      </span>
    </footer>
  )
}

function poolWords({ busy, executors, frozen, queued }: Counts): string {
  if (frozen) return 'Everything is frozen'
  if (busy === 0 && queued === 0) return 'No agents running'
  const waiting = queued === 0 ? '' : `, ${queued} queued`
  return `${busy} of ${plural(executors, 'executor')} busy${waiting}`
}

function linkWords(status: LinkStatus): string {
  switch (status.kind) {
    case 'connecting':
      return 'Connecting to the host'
    case 'online':
      return status.readOnly === null ? 'Connected' : visibleText(`Read-only: ${status.readOnly.message}`)
    case 'offline':
      return 'Not connected: what you see may be old. Trying again'
    case 'ended':
      return 'Not connected'
  }
}
