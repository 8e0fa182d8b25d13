import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** Where pictures go. */
const folderVariable = 'SWITCHYARD_SCREENSHOTS'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const
const themes = ['dark', 'light'] as const

/** Takes a screen in every size and theme, and leaves the page as it was. */
export async function shoot(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme })
      await snap(page, `${name}-${colorScheme}-${size.width}`)
    }
  }
  await page.setViewportSize(sizes[0])
}

/** Takes one picture of the page as it is. */
export async function snap(page: Page, name: string): Promise<void> {
  const folder = process.env[folderVariable]
  if (folder === undefined) throw new Error(`no folder for the pictures is named in ${folderVariable}`)
  await drawn(page)
  await page.screenshot({ path: join(folder, `${name}.png`), caret: 'hide' })
}

/** Resolves once what changed with size and theme is on the screen. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame)
  })
}
