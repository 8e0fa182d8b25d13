import type { Session } from 'electron'
import { isOwnAddress } from './page-address.ts'

/** What a page may do beyond showing itself: put text on the clipboard when the person asks for it. */
const granted = 'clipboard-sanitized-write'

/** Refuses every permission of every page, but copying from our own. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, ...[respond, details]) => {
    respond(permission === granted && details.isMainFrame && isOwnAddress(details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, ...[, details]) => {
    return permission === granted && details.isMainFrame && isOwnAddress(details.requestingUrl ?? '')
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, respond) => respond(null))
}
