import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { app, BrowserWindow, dialog, type WebContents } from 'electron'
import { desktopContract } from '../../../shared/contract/desktop.ts'
import type { AnyPort } from '../../../shared/contract/port-flow.ts'
import { meteredPort } from '../../gateway/metered-port.ts'
import type { PlaceQueue } from './place-queue.ts'

interface PageContext {
  readonly contents: WebContents
  readonly places: PlaceQueue
}

const implementer = implement(desktopContract).$context<PageContext>()

const handler = new RPCHandler(
  implementer.router({
    chooseFolder: implementer.chooseFolder.handler(({ context }) => chooseFolder(context.contents)),
    places: implementer.places.handler(({ context, signal }) => context.places.stream(signal)),
    setAttention: implementer.setAttention.handler(({ input }) => void app.setBadgeCount(input.waiting)),
  }),
)

/** Serves one page what only a window can do, over a port that only it holds. */
export function serveDesktop(port: AnyPort, context: PageContext): () => void {
  const metered = meteredPort(port)
  handler.upgrade(metered, { context })
  metered.start()
  return () => metered.close()
}

async function chooseFolder(contents: WebContents): Promise<string | null> {
  const window = BrowserWindow.fromWebContents(contents)
  if (window === null) return null
  const chosen = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
}
