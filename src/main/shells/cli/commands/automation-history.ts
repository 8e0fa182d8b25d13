import type { Command } from 'commander'
import type { Firing } from '../../../../shared/domain/automation/state.ts'
import type { AutomationId, FiringId } from '../../../../shared/kernel/ids.ts'
import { dryRunLines, firingLine } from '../../answers/automation-lines.ts'
import { firingView } from '../../answers/automation-views.ts'
import { refuse } from '../../attach/failure-exit.ts'
import type { HostSession } from '../../attach/host-session.ts'
import { orRefused } from '../../attach/or-refused.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { automationNamed, projectAt } from '../find-automation.ts'
import { inProject, type ProjectFlags } from '../in-project.ts'
import { readEvent } from '../read-event.ts'
import { wholeNumber } from '../whole-number.ts'
import { withHost } from '../with-host.ts'

interface HistoryFlags extends ProjectFlags {
  readonly limit?: number
  readonly search?: string
}

interface TryFlags extends ProjectFlags {
  readonly event?: string
}

const pageSize = 100

/** What an automation did, and what it would do. */
export function addAutomationHistory(automation: Command, open: OpenContext): void {
  inProject(automation.command('history <name>'), 'every firing with what was decided and why, newest first')
    .option('--limit <n>', 'so many at most; all of them unless named', wholeNumber(1, 1_000_000))
    .option('--search <words>', 'only those whose subject, source, decision or reason holds these')
    .action(function history(this: Command, name: string) {
      const flags = this.optsWithGlobals<HistoryFlags>()
      return showHistory(open(flags), name, flags)
    })

  inProject(automation.command('try <name>'), 'say what an event would come to; nothing is dispatched')
    .option('--event <file>', "JSON object of the event, - for standard input; its trigger's sample unless named")
    .action(function attempt(this: Command, name: string) {
      const flags = this.optsWithGlobals<TryFlags>()
      return dryRun(open(flags), name, flags)
    })

  for (const how of ['release', 'drop'] as const) {
    automation
      .command(`${how} <firing>`)
      .description(how === 'release' ? 'dispatch one that is held now' : 'dispatch one that is held never')
      .action(function change(this: Command, firing: string) {
        return steerFiring(open(this.optsWithGlobals<CommonOptions>()), how, firing)
      })
  }
}

async function showHistory(context: CliContext, name: string, flags: HistoryFlags): Promise<void> {
  await withHost(context, async (session) => {
    const project = await projectAt(context, session, flags.repo)
    const { id } = automationNamed(session, project, name)
    await context.output.list({ head: { automation: name }, name: 'firings', pages: pagesOf(session, id, flags) })
  })
}

async function* pagesOf(session: HostSession, automation: AutomationId, { limit, search }: HistoryFlags) {
  let left = limit ?? Number.POSITIVE_INFINITY
  let before: number | undefined
  do {
    const asked = { automation, limit: Math.min(pageSize, left), before, search }
    const { next, rows } = await orRefused(session.client, session.client.api.automations.firings(asked))
    yield rows.slice(0, left).map(shown)
    left -= rows.length
    before = next ?? undefined
  } while (before !== undefined && left > 0)
}

function shown(firing: Firing) {
  const value = firingView(firing)
  return { value, text: () => firingLine(value) }
}

async function dryRun(context: CliContext, name: string, flags: TryFlags): Promise<void> {
  const event = flags.event === undefined ? null : await readEvent(context, flags.event)
  await withHost(context, async (session) => {
    const project = await projectAt(context, session, flags.repo)
    const { scope } = automationNamed(session, project, name)
    const answer = await orRefused(
      session.client,
      session.client.api.automations.dryRun({
        project: project.id,
        scope,
        name,
        event: event === null ? { sample: true } : { pasted: event },
      }),
    )
    context.output.answer(answer, () => dryRunLines(answer))
  })
}

async function steerFiring(context: CliContext, how: 'release' | 'drop', id: string): Promise<void> {
  await withHost(context, async (session) => {
    const firing = id as FiringId
    if (session.model.firing.get(firing)?.state.kind !== 'held') {
      refuse(
        'firing-not-held',
        `${id} is no firing that is held. Nothing was done.`,
        'See: switchyard automation history',
      )
    }
    await session.send({ type: `firing.${how}`, payload: { firing } })
    const now = session.model.firing.get(firing)
    const view = now === undefined ? { id, state: 'skipped' } : firingView(now)
    context.output.answer(view, () => `${id} ${view.state}`)
  })
}
