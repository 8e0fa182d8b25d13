import { runChecks } from './lib/checks.ts'

process.exitCode = (await runChecks()) ? 0 : 1
