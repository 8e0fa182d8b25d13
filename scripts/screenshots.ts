import { mkdirSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { print, printError } from './lib/print.ts'
import { provideBrowser } from './lib/provide-browser.ts'
import { root } from './lib/root.ts'
import { runTool } from './lib/run-tool.ts'

const folder = resolve(process.argv[2] ?? resolve(root, '.cache/screenshots'))
const browser = await provideBrowser()
if (browser === undefined) {
  printError('No Chromium could be found or installed; install one and name it in SWITCHYARD_CHROMIUM.')
  process.exitCode = 1
} else {
  mkdirSync(folder, { recursive: true })
  const result = await runTool({
    command: 'playwright',
    args: ['test', '--config', 'e2e/screens/screens.config.ts'],
    env: { SWITCHYARD_CHROMIUM: browser, SWITCHYARD_SCREENSHOTS: folder },
    stream: true,
  })
  print(`Screens are in ${relative(process.cwd(), folder) || '.'}`)
  process.exitCode = result.code
}
