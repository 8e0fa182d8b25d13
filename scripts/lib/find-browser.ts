import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const insideCache = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win/chrome.exe',
]

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

function cacheFolders(environment: NodeJS.ProcessEnv): readonly string[] {
  const home = environment.HOME ?? homedir()
  const chosen = environment.PLAYWRIGHT_BROWSERS_PATH
  return chosen ? [chosen] : [join(home, '.cache/ms-playwright'), join(home, 'Library/Caches/ms-playwright')]
}

/** Newest revision first. */
function cachedBrowsers(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((one, other) => Number(other.split('-')[1]) - Number(one.split('-')[1]))
    .flatMap((name) => insideCache.map((path) => join(folder, name, path)))
}

/** A Chromium that is already there: the one named, one on the path, one of Playwright's; undefined when there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment.SWITCHYARD_CHROMIUM
  const onPath = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = [
    ...(named ? [named] : []),
    ...names.flatMap((name) => onPath.map((folder) => join(folder, name))),
    ...cacheFolders(environment).flatMap(cachedBrowsers),
  ]
  return candidates.find(isExecutable)
}
