import { type BrowserContext, expect, type Page } from '@playwright/test'

/** Where a page keeps its right to speak to the host, for this tab only. */
export const tokenKey = 'switchyard-session'

export interface Address {
  readonly url: string
  readonly token: string
}

/** Every page of a context is signed in on this host from then on, as after opening its link. */
export async function signIn(context: BrowserContext, { url, token }: Address): Promise<void> {
  const given = { origin: new URL(url).origin, key: tokenKey, token }
  await context.addInitScript(({ origin, key, token }) => {
    if (location.origin === origin) sessionStorage.setItem(key, token)
  }, given)
}

/** Opens a place of the interface and waits until it is connected. */
export async function openPage(page: Page, host: Address, place = ''): Promise<void> {
  await signIn(page.context(), host)
  await page.goto(host.url + (place === '' ? '/' : `/${place}`))
  await connected(page)
}

/** The link's state as the foot of the window says it. */
export async function connected(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Connected$/ })).toBeVisible({ timeout: 20_000 })
}

/**
 * Collects what a page complains of: exceptions, errors on the console, and what its content security policy stopped.
 * The policy's reports are errors on the console as well.
 */
export function complaintsOf(page: Page, expected: RegExp = /(?!)/): string[] {
  const complaints: string[] = []
  const take = (text: string) => {
    if (!expected.test(text)) complaints.push(text)
  }
  page.on('pageerror', (error) => take(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') take(message.text())
  })
  return complaints
}
