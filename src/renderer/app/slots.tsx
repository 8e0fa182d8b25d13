import { lazy } from 'react'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { WaitingNote } from '../features/outbound/waiting-note.tsx'
import { BehindNote } from '../features/topology/behind-note.tsx'
import { Collisions } from '../features/topology/collisions.tsx'
import { MessageArcs } from '../features/topology/message-arcs.tsx'
import { TeamLine } from '../features/topology/team-line.tsx'
import { TopologyControl } from '../features/topology/topology-control.tsx'

/** Where features meet: components of one that another shows, handed over as properties. */
export const PermissionSlot = lazy(async () => ({
  default: (await import('../features/permission/permission-card.tsx')).PermissionCard,
}))
export const OutboundSlot = lazy(async () => ({
  default: (await import('../features/outbound/outbound-card.tsx')).OutboundCard,
}))
export const ChangesSlot = lazy(async () => ({
  default: (await import('../features/review/changes-tab.tsx')).ChangesTab,
}))
const ChecksTab = lazy(async () => ({
  default: (await import('../features/checks/checks-tab.tsx')).ChecksTab,
}))
const Receipts = lazy(async () => ({
  default: (await import('../features/outbound/receipts.tsx')).Receipts,
}))

/** What was proven of a thread's work, with what it wrote outside. */
export function ChecksSlot({ thread }: { readonly thread: string }) {
  return <ChecksTab thread={thread} Receipts={Receipts} />
}
export const ProofSlot = lazy(async () => ({
  default: (await import('../features/checks/proof-summary.tsx')).ProofSummary,
}))
export const RecoverySlot = lazy(async () => ({
  default: (await import('../features/recovery/recovery-note.tsx')).RecoveryNote,
}))
export const TerminalSlot = lazy(async () => ({
  default: (await import('../features/terminal/terminal-tab.tsx')).TerminalTab,
}))
export const PeersSlot = lazy(async () => ({
  default: (await import('../features/peers/peers-tab.tsx')).PeersTab,
}))

const GaugeSlot = lazy(async () => ({
  default: (await import('../features/peers/negotiations/coordination-gauge.tsx')).CoordinationGauge,
}))

/** What a thread waits for that its state doesn't say: another's landing, a yes to what it would write outside. */
export function BehindSlot({ thread }: { readonly thread: Thread }) {
  return (
    <>
      <BehindNote thread={thread} />
      <WaitingNote thread={thread} />
    </>
  )
}

/** What automations did and would do, beside what they are. */
export const automationSlots = {
  Form: lazy(async () => ({
    default: (await import('../features/automation-form/automation-form.tsx')).AutomationForm,
  })),
  Runs: lazy(async () => ({
    default: (await import('../features/automation-runs/automation-runs.tsx')).AutomationRuns,
  })),
  Try: lazy(async () => ({ default: (await import('../features/automation-runs/try-dialog.tsx')).TryDialog })),
  RunNow: lazy(async () => ({
    default: (await import('../features/automation-runs/run-now-dialog.tsx')).RunNowDialog,
  })),
}

/** How threads work together, on the board. */
export const boardSlots = {
  Team: ({ cluster }: { readonly cluster: string }) => <TeamLine cluster={cluster} Gauge={GaugeSlot} />,
  Messages: MessageArcs,
  Topology: TopologyControl,
  Collisions,
}
export const ContractsSlot = lazy(async () => ({
  default: (await import('../features/peers/contracts/review-contracts.tsx')).ReviewContracts,
}))
