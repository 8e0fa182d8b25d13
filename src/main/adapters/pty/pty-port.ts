import { err, type Result } from '../../../shared/kernel/result.ts'
import type { Pty, PtyFailure, PtyPort, PtyRequest } from '../../ports/pty.ts'
import { portClosed } from './failures.ts'
import { PtyLink, type PtyLinkOptions } from './pty-link.ts'

/** Terminals in a program of their own, which is started for the first of them, and again once it has died. */
export function createPtyPort(options: PtyLinkOptions): PtyPort {
  let starting: Promise<Result<PtyLink, PtyFailure>> | null = null
  let closed = false

  const start = (): Promise<Result<PtyLink, PtyFailure>> => {
    const begun = PtyLink.start(options)
    const forget = () => {
      if (starting === begun) starting = null
    }
    void begun.then((link) => (link.ok ? link.value.exited.then(forget) : forget()))
    return begun
  }

  return {
    async open(request: PtyRequest): Promise<Result<Pty, PtyFailure>> {
      if (closed) return err(portClosed())
      starting ??= start()
      const link = await starting
      return link.ok ? link.value.open(request) : link
    },
    async close() {
      closed = true
      const link = await starting
      if (link?.ok) await link.value.close()
    },
  }
}
