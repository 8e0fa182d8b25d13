import { create } from 'zustand'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { sendCommand } from '../../client/commands.ts'
import { useHost } from '../../client/store.ts'
import { notifyRefused } from '../../ui/toaster.tsx'

export type AnswerKind = 'allow' | 'allow-always' | 'deny'

/** Why answers were not taken, by request: the card goes with the answer and may come back. */
const useRefused = create<{ readonly [request: string]: Failure | undefined }>(() => ({}))

export function useRefusedAnswer(request: string): Failure | null {
  return useRefused((state) => state[request] ?? null)
}

/** Answers a request; true once the host has it. A refusal shows on its card, or in passing where the card is gone. */
export async function answerRequest(
  { id: thread }: Thread,
  { id: request }: PermissionRequest,
  { answer, reason }: { readonly answer: AnswerKind; readonly reason?: string },
): Promise<boolean> {
  useRefused.setState({ [request]: undefined })
  const given = reason === undefined || reason.trim() === '' ? {} : { reason: reason.trim() }
  const refused = await sendCommand({ type: 'thread.answer', payload: { thread, request, answer, ...given } })
  if (refused === null) return true
  const open = useHost
    .getState()
    .model.thread.get(thread)
    ?.requests.some((one) => one.id === request)
  // Closed for the host, and soon for the page too: then there is no card left to say it.
  if (open === true && refused.code !== 'request-closed') useRefused.setState({ [request]: refused })
  else notifyRefused(refused)
  return false
}
