import { z } from 'zod'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { Trigger, TriggerWatch } from '../ports/trigger.ts'
import { durationMs, durationSetting, durationWords } from './duration.ts'
import { FileList } from './file-list.ts'
import { WatchedFiles } from './files-watched.ts'
import { anyGlob, globSetting } from './globs.ts'
import { keepLooking } from './keep-looking.ts'
import type { TriggerServices } from './services.ts'

type Services = Pick<TriggerServices, 'clock' | 'filePrints' | 'folderWatch' | 'kept' | 'problem'>

const globs = (what: string) => z.array(globSetting(what), `${what} is part of a list.`).max(50, 'At most 50.')

const settings = z.strictObject({
  paths: globs('A path').min(1, 'Name at least one path.').describe('Paths or patterns such as src/**/*.ts'),
  ignore: globs('A path').default([]).describe('Paths or patterns that are left out'),
  quiet: durationSetting('1s', '1h').default('10s').describe('How long nothing may change before it fires'),
})
type Settings = z.output<typeof settings>

/** Files of the user's own checkout hold something else, come or go. */
export function filesTrigger(services: Services): Trigger<Settings> {
  return {
    kind: 'files',
    title: 'Files changed',
    outside: false,
    settings,
    fields: [
      { name: 'paths', kind: 'list', words: 'What changed, at most 1,000', example: ['docs/api.md', 'src/api.ts'] },
      { name: 'count', kind: 'number', words: 'How many changed', example: 2 },
      { name: 'first', kind: 'text', words: 'The first of them', example: 'docs/api.md' },
    ],
    words: ({ paths, quiet }) =>
      `Files ${paths.join(', ')} change · once nothing has changed for ${durationWords(quiet)}`,
    begin: (of, watch, scope) => begin({ services, of, watch }, scope),
  }
}

interface Begun {
  readonly services: Services
  readonly of: Settings
  readonly watch: TriggerWatch
}

function begin({ of, services, watch }: Begun, scope: Scope): void {
  const { clock, folderWatch, problem } = services
  const { prefix, root } = watch.project
  const folder = prefix === '' ? root : `${root}/${prefix}`
  const [fits, ignored] = [anyGlob(of.paths), anyGlob(of.ignore)]
  const wanted = (path: string) => fits(path) && !ignored(path)
  const list = new FileList(services, {
    area: `trigger-files:${watch.automation.id}`,
    rule: JSON.stringify([of.paths, of.ignore]),
    folder,
    wanted,
    skipped: (path) => ignored(path) || ignored(`${path}/.`),
  })
  const watched = new WatchedFiles(services, { list, watch, quietMs: durationMs(of.quiet) ?? 0 })
  const what = `watching the files for ${watch.automation.name}`
  const wake = keepLooking({ clock, problem, what }, scope, () => watched.look())
  const changed = (paths: readonly string[]) => {
    if (!paths.some(wanted)) return
    watched.touched()
    wake()
  }
  folderWatch.watch({ folder, deep: true, changed }, scope).catch((error: unknown) => problem(what, error))
}
