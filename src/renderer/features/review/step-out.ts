import { navigate } from '../../client/navigation.ts'
import { parseRoute } from '../../lib/route.ts'

/** Out of the field that is written in; if there is none, back to the screen that one came from; where there is none, the thread on the board. */
export function stepOut(thread: string): void {
  const { activeElement } = document
  if (activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement) activeElement.blur()
  else goBack(thread)
}

function goBack(thread: string): void {
  const { navigation } = window
  const before = navigation.entries()[(navigation.currentEntry?.index ?? 0) - 1]?.url
  if (before != null && navigation.canGoBack && parseRoute(new URL(before).hash) !== null) history.back()
  else navigate({ screen: 'board', scope: { kind: 'all' }, thread, tab: 'conversation' })
}
