import { print, printError } from './lib/print.ts'
import { provideBrowser } from './lib/provide-browser.ts'

const browser = await provideBrowser()
if (browser === undefined) {
  printError('No Chromium could be found or installed: install one and name it in SWITCHYARD_CHROMIUM.')
  process.exitCode = 1
} else {
  print(browser)
}
