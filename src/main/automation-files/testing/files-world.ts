import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import type { AutomationId, CommandId, ProjectId } from '../../../shared/kernel/ids.ts'
import { ok } from '../../../shared/kernel/result.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import { HostEngine } from '../../engine/host-engine.ts'
import type { Preparer } from '../../engine/preparer.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FolderWatch } from '../../ports/folder-watch.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { createManualFolderWatch } from '../../ports/testing/manual-folder-watch.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import { openAutomationFiles } from '../open-automation-files.ts'
import type { AutomationFileParts } from '../services.ts'
import { sampleContext, sampleTriggers } from './sample-context.ts'

export type FilesWorld = Awaited<ReturnType<typeof openFilesWorld>>

/** Real files and a real engine, one project `p1` in the folder `api`; what changes is told by the test. */
export async function openFilesWorld(watching?: (clock: Clock) => FolderWatch) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'automations ')))
  const scope = new Scope()
  const clock = createManualClock()
  const watch = createManualFolderWatch()
  const problems: string[] = []
  const problem = (message: string) => void problems.push(message)
  const engine = await HostEngine.open({ store: new MemoryStore(), clock, problem })
  let count = 0
  const ids = { next: () => `i${++count}` }
  const prepare: Preparer<'project.open'> = {
    command: 'project.open',
    prepare: async ({ repository: root }) =>
      ok({ root, gitDirectory: join(root, '.git'), prefix: '', branchPrefix: 'sy' }),
  }
  await engine.begin([{ reactors: [], preparers: [prepare] }], 1)
  const open = async (name: string, id: string) => {
    await mkdir(join(folder, name), { recursive: true })
    const payload = { project: id as ProjectId, repository: join(folder, name), initialize: false }
    const opened = await engine.submit({
      id: ids.next() as CommandId,
      command: { type: 'project.open', payload },
      actor: 'person',
    })
    if (!opened.ok) throw new Error(opened.error.message)
  }
  await open('api', 'p1')
  await mkdir(join(folder, 'data'))
  const parts: AutomationFileParts = {
    engine,
    watch: watching?.(clock) ?? watch,
    clock,
    ids,
    dataFolder: join(folder, 'data'),
    triggers: sampleTriggers,
    agents: async () => sampleContext.agents,
    templates: sampleContext.templates,
    patterns: sampleContext.patterns,
    sandbox: false,
    problem,
  }
  const files = openAutomationFiles(parts)
  return {
    folder,
    engine,
    clock,
    watch,
    problems,
    open,
    services: files.services,
    begin: () => files.begin(scope),
    write: async (path: string, text: string) => {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    },
    /** Resolves once what the model says of an automation fits. */
    until: (id: string, fits: (automation: Automation) => boolean) =>
      engine.when((model) => {
        const automation = model.automation.get(id as AutomationId)
        return automation !== undefined && fits(automation) ? automation : undefined
      }, AbortSignal.timeout(5_000)),
    automations: () => [...engine.model.automation.values()],
    close: async () => {
      await scope.close()
      await engine.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
