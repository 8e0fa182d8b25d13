import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../scripts/lib/find-browser.ts'
import { recordPage } from './page-recorder.ts'

const viewport = { width: 1440, height: 900 } as const

/** A Chromium as the tests use it; without one the benchmark can't run. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser(process.env)
  if (executablePath === undefined) throw new Error('there is no Chromium; name one in SWITCHYARD_CHROMIUM')
  const args = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update']
  return chromium.launch({ executablePath, chromiumSandbox: false, args })
}

export interface OpenedPage {
  readonly page: Page
  readonly context: BrowserContext
}

/** A recorded page of its own profile, signed in on the host of `signIn`. */
export async function openPage(
  browser: Browser,
  url: string,
  signIn?: { readonly url: string; readonly token: string },
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  await recordPage(page)
  if (signIn !== undefined) {
    const given = { origin: new URL(signIn.url).origin, token: signIn.token }
    await context.addInitScript(({ origin, token }) => {
      if (location.origin === origin) sessionStorage.setItem('switchyard-session', token)
    }, given)
  }
  await page.goto(url)
  return { page, context }
}
