import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/lib/find-browser.ts'

const executablePath = findBrowser(process.env)

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/browser/support/build.config.ts',
  // The desktop's tests say for themselves why they can't run where there is no Electron.
  projects: [
    { name: 'browser', testDir: 'e2e/browser' },
    { name: 'desktop', testDir: 'e2e/desktop' },
  ],
  outputDir: '.cache/browser/results',
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  reporter: [['line'], ['json', { outputFile: '.cache/test/browser.json' }]],
  use: {
    browserName: 'chromium',
    headless: true,
    video: 'off',
    // A trace of every action would cost more than the tests themselves; `playwright test --trace on` makes one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium's own sandbox refuses to start for root and in most containers; the pages are our own.
      chromiumSandbox: false,
      args: [
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
      ],
    },
  },
})
