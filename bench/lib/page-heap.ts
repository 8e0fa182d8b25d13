import type { BrowserContext, CDPSession, Page } from '@playwright/test'

/** Used bytes after a collection, of a page and of its workers. */
export interface PageHeap {
  readonly page: number
  readonly workers: number
}

/** Asks one target of a page; playwright has no sessions for workers. */
type Ask = (method: string) => Promise<{ readonly usedSize?: number }>

function askWorker(session: CDPSession, sessionId: string): Ask {
  let last = 0
  return (method) =>
    new Promise((resolve) => {
      last += 1
      const id = last
      const hear = (event: { readonly sessionId: string; readonly message: string }) => {
        const answer = JSON.parse(event.message) as { readonly id?: number; readonly result?: { usedSize?: number } }
        if (event.sessionId !== sessionId || answer.id !== id) return
        session.off('Target.receivedMessageFromTarget', hear)
        resolve(answer.result ?? {})
      }
      session.on('Target.receivedMessageFromTarget', hear)
      const message = JSON.stringify({ id, method })
      void session.send('Target.sendMessageToTarget', { sessionId, message })
    })
}

async function usedSize(ask: Ask): Promise<number> {
  await ask('HeapProfiler.collectGarbage')
  return (await ask('Runtime.getHeapUsage')).usedSize ?? 0
}

/** A way to ask for the heap of a page with the workers that it has. */
export async function pageHeap(context: BrowserContext, page: Page): Promise<() => Promise<PageHeap>> {
  const session = await context.newCDPSession(page)
  const workers: Ask[] = []
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(askWorker(session, sessionId))
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  return async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize: ofPage } = await session.send('Runtime.getHeapUsage')
    let ofWorkers = 0
    for (const ask of workers) ofWorkers += await usedSize(ask)
    if (workers.length === 0) throw new Error('the page has no worker')
    return { page: ofPage, workers: ofWorkers }
  }
}
