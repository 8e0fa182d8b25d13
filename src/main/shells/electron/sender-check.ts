import type { WebContents, WebFrameMain } from 'electron'
import { isOwnAddress } from './page-address.ts'

/** Whether a message comes from the top frame of one of our pages. Anything else is answered with silence. */
export function isOwnSender(event: {
  readonly sender: Pick<WebContents, 'mainFrame'>
  readonly senderFrame: WebFrameMain | null
}): boolean {
  const frame = event.senderFrame
  // A frame that navigated or ended meanwhile is null, and nobody's.
  if (frame === null || frame.parent !== null) return false
  return frame.frameTreeNodeId === event.sender.mainFrame.frameTreeNodeId && isOwnAddress(frame.url)
}
