import { expect, test } from '@playwright/test'
import { Keyboard } from './support/hands.ts'
import { MainStory } from './support/main-story.ts'
import { complaintsOf, openPage } from './support/open-page.ts'
import { RealHost } from './support/real-host.ts'

test('the main job by keyboard alone, on a real repository', async ({ page }) => {
  test.slow()
  const host = await RealHost.start()
  try {
    page.setDefaultTimeout(15_000)
    await page.setViewportSize({ width: 1440, height: 900 })
    const complaints = complaintsOf(page)
    await openPage(page, host)
    await new MainStory(new Keyboard(page), host).tell()
    expect(complaints).toEqual([])
  } finally {
    await host.close()
  }
})
