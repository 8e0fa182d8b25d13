import { app, type WebContents } from 'electron'
import { openOutside } from './outside-links.ts'
import { isOwnAddress } from './page-address.ts'

/** Keeps every page where it is, whoever made it: no navigation, redirect, new window or embedded page. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents))
}

function guard(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    // Our own page loaded again is a reload.
    if (!(event.isMainFrame && isOwnAddress(event.url))) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!(event.isMainFrame && isOwnAddress(event.url))) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openOutside(url, contents)
    return { action: 'deny' }
  })
}
