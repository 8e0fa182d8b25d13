import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import base from '../../playwright.config.ts'
import { root } from '../../scripts/lib/root.ts'

/** Not a test of its own: draws every screen for people to look at. */
export default defineConfig({
  ...base,
  projects: [{ name: 'screens' }],
  globalSetup: join(root, 'e2e/browser/support/build.config.ts'),
  testDir: import.meta.dirname,
  outputDir: join(root, '.cache/screenshots-results'),
  timeout: 300_000,
  expect: { timeout: 15_000 },
  reporter: 'line',
  use: { ...base.use, trace: 'off', screenshot: 'off', reducedMotion: 'reduce' },
})
