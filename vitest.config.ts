import { defineConfig } from 'vitest/config'
import { TallyReporter } from './scripts/lib/tally-reporter.ts'

const tally = process.env.SWITCHYARD_TALLY
const empty = ['**/node_modules/**', '**/out/**', '**/.cache/**']

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    passWithNoTests: false,
    allowOnly: false,
    reporters: ['default', ...(tally === undefined ? [] : [new TallyReporter(tally)])],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'e2e/architecture/**/*.test.ts',
          ],
          exclude: [...empty, '**/*.contract.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['src/**/*.contract.test.ts', 'e2e/cli/**/*.test.ts', 'e2e/package/**/*.test.ts'],
          exclude: empty,
          globalSetup: ['e2e/cli/kit/programs.setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'crash',
          include: ['e2e/crash/**/*.test.ts'],
          exclude: empty,
          globalSetup: ['e2e/crash/global-setup.ts'],
          maxConcurrency: 2,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
