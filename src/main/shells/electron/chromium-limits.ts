import { app, type Session } from 'electron'
import { isOwnAddress } from './page-address.ts'

const ownSchemes = ['blob:', 'data:', 'devtools:']

/** Before the app is ready: Chromium asks nobody for anything, and no page runs outside a sandbox. */
export function limitChromium(): void {
  app.enableSandbox()
  const { commandLine } = app
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'no-pings',
  ]) {
    commandLine.appendSwitch(name)
  }
  // The page needs no network at all: the host's own connections don't go through Chromium.
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** Cancels every request of pages that leaves the app, should the page's policy ever let one through. */
export function limitRequests(session: Session): void {
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, respond) => {
    respond({ cancel: !isOwnAddress(url) && !ownSchemes.some((scheme) => url.startsWith(scheme)) })
  })
  session.on('will-download', (event) => event.preventDefault())
}
