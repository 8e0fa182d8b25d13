import { BrowserWindow, dialog, shell, type WebContents } from 'electron'

const longestLink = 2000
let asking = false

/**
 * The address in the form it would be opened in, and whose it is; null for anything that is never opened. International
 * names come out spelled in plain letters, so that a lookalike shows.
 */
export function outsideLink(address: string): { readonly href: string; readonly host: string } | null {
  const url = URL.parse(address)
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  return url.href.length > longestLink ? null : { href: url.href, host: url.host }
}

/** Opens a link in the system's browser once the person has seen where it leads; one question at a time. */
export async function openOutside(address: string, contents: WebContents): Promise<void> {
  const link = outsideLink(address)
  const window = BrowserWindow.fromWebContents(contents)
  if (link === null || window === null || asking) return
  asking = true
  try {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: `Open a page of ${link.host}?`,
      detail: link.href,
      buttons: ['Open in the browser', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    if (response === 0) await shell.openExternal(link.href)
  } finally {
    asking = false
  }
}
