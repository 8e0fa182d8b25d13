import path from 'node:path'
import type { Command } from 'commander'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import { dayOf } from '../../../../shared/domain/automation/counting.ts'
import type { Automation } from '../../../../shared/domain/automation/state.ts'
import type { Project } from '../../../../shared/domain/project/state.ts'
import type { ProjectId } from '../../../../shared/kernel/ids.ts'
import { systemClock } from '../../../adapters/clock/system-clock.ts'
import { automationLines } from '../../answers/automation-lines.ts'
import { type AutomationView, automationView } from '../../answers/automation-views.ts'
import { refuse } from '../../attach/failure-exit.ts'
import type { HostSession } from '../../attach/host-session.ts'
import { orRefused } from '../../attach/or-refused.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { automationNamed, automationsOf, projectAt } from '../find-automation.ts'
import { inProject, type ProjectFlags } from '../in-project.ts'
import { readEvent } from '../read-event.ts'
import { withHost } from '../with-host.ts'
import { addAutomationHistory } from './automation-history.ts'

interface FireFlags extends ProjectFlags {
  readonly event?: string
  readonly own?: boolean
}

interface NewFlags extends ProjectFlags {
  readonly template: string
  readonly own?: boolean
}

/** Work that starts by itself: what a team or a person defined in files, and what came of it. */
export function addAutomation(program: Command, open: OpenContext): void {
  const automation = program.command('automation').description('work that starts by itself, as files define it')

  inProject(automation.command('list'), 'list the automations of a project').action(function list(this: Command) {
    return answerAll(open(this.optsWithGlobals<CommonOptions>()), this.optsWithGlobals<ProjectFlags>())
  })

  inProject(automation.command('fire <name>'), 'tell an automation of an event, and answer what was decided')
    .option('--event <file>', 'JSON object that the event consists of; - for standard input')
    .option('--own', 'the private one of that name')
    .action(function fire(this: Command, name: string) {
      return fireOne(this.optsWithGlobals<FireFlags>(), name, open)
    })

  inProject(automation.command('new <name>'), 'write a file from a template')
    .requiredOption('--template <name>', 'one of: switchyard automation templates')
    .option('--own', 'into your private folder, not into the project')
    .action(function make(this: Command, name: string) {
      return create(this.optsWithGlobals<NewFlags>(), name, open)
    })

  automation
    .command('templates')
    .description('list what a new one can begin from')
    .action(function templates(this: Command) {
      const context = open(this.optsWithGlobals<CommonOptions>())
      return withHost(context, async ({ client }) => {
        const { templates } = await orRefused(client, client.api.automations.offers({}))
        context.output.answer({ templates }, () => templates.map((one) => `${one.name}  ${one.words}`).join('\n'))
      })
    })

  for (const on of [true, false]) {
    const words = on
      ? 'run its triggers on this host'
      : 'run its triggers here no longer; by hand it still can be fired'
    inProject(automation.command(`${on ? 'on' : 'off'} <name>`), words).action(function change(
      this: Command,
      name: string,
    ) {
      const to = ({ id }: Automation): PublicCommand => ({ type: 'automation.switch', payload: { automation: id, on } })
      return steer(this.optsWithGlobals<ProjectFlags>(), { name, of: to, open })
    })
  }

  inProject(automation.command('accept <name>'), 'put a version of its file into force that may do more').action(
    function accept(this: Command, name: string) {
      return steer(this.optsWithGlobals<ProjectFlags>(), { name, of: acceptance, open })
    },
  )

  for (const verb of ['pause', 'resume', 'stop-all'] as const) {
    inProject(automation.command(verb), projectVerbs[verb]).action(function change(this: Command) {
      return steerProject(this.optsWithGlobals<ProjectFlags>(), verb, open)
    })
  }
  addAutomationHistory(automation, open)
}

const projectVerbs = {
  pause: 'dispatch nothing more by itself in a project; what fires is held',
  resume: 'take that back',
  'stop-all': 'pause, drop what is held, and stop every run that automations of the project began',
} as const

async function answerAll(context: CliContext, { repo }: ProjectFlags): Promise<void> {
  await withHost(context, async (session) => {
    const views = await viewsOf(session, await projectAt(context, session, repo))
    context.output.answer({ automations: views }, () => automationLines(views))
  })
}

async function viewsOf(session: HostSession, project: Project): Promise<readonly AutomationView[]> {
  const facts = await orRefused(session.client, session.client.api.automations.facts({ project: project.id }))
  const today = dayOf(systemClock.now())
  const now = session.model.project.get(project.id) ?? project
  return automationsOf(session, project).map((automation) =>
    automationView(automation, {
      project: now,
      facts: facts.find((one) => one.automation === automation.id),
      today,
    }),
  )
}

async function fireOne(flags: FireFlags, name: string, open: OpenContext): Promise<void> {
  const context = open(flags)
  const event = flags.event === undefined ? undefined : await readEvent(context, flags.event)
  await withHost(context, async ({ client }) => {
    const answer = await orRefused(
      client,
      client.api.automations.fire({
        repository: path.resolve(context.cwd, flags.repo),
        name,
        ...(event === undefined ? {} : { event }),
        ...(flags.own === true ? { scope: 'own' as const } : {}),
      }),
    )
    context.output.answer(
      answer,
      () => `${answer.decision}: ${answer.reason}${answer.run ? ` (run ${answer.run})` : ''}`,
    )
  })
}

async function create(flags: NewFlags, name: string, open: OpenContext): Promise<void> {
  const context = open(flags)
  await withHost(context, async (session) => {
    const { client } = session
    const { templates } = await orRefused(client, client.api.automations.offers({}))
    const template =
      templates.find((one) => one.name === flags.template) ??
      refuse(
        'template-unknown',
        `There is no template ${flags.template}. Nothing was written.`,
        `There are: ${templates.map((one) => one.name).join(', ')}.`,
      )
    const project = await projectAt(context, session, flags.repo)
    const scope = flags.own === true ? 'own' : 'project'
    const asked = { project: project.id, scope, name, text: template.text, replaces: null } as const
    const saved = await orRefused(client, client.api.automations.save(asked))
    context.output.answer(
      saved,
      () => `Written. Switch it on with: switchyard automation on ${name} --repo ${flags.repo}`,
    )
  })
}

interface Steering {
  readonly name: string
  readonly of: (automation: Automation) => PublicCommand
  readonly open: OpenContext
}

async function steer(flags: ProjectFlags, { name, of, open }: Steering): Promise<void> {
  const context = open(flags)
  await withHost(context, async (session) => {
    const project = await projectAt(context, session, flags.repo)
    await session.send(of(automationNamed(session, project, name)))
    const views = (await viewsOf(session, project)).filter((view) => view.name === name)
    context.output.answer({ automations: views }, () => automationLines(views))
  })
}

function acceptance({ id, name, proposed }: Automation): PublicCommand {
  if (proposed === undefined) {
    return refuse('nothing-proposed', `Nothing of ${name} waits for a yes.`, 'Its file is in force as it is.')
  }
  return { type: 'automation.accept', payload: { automation: id, revision: proposed.revision } }
}

async function steerProject(
  flags: ProjectFlags,
  verb: 'pause' | 'resume' | 'stop-all',
  open: OpenContext,
): Promise<void> {
  const context = open(flags)
  await withHost(context, async (session) => {
    const project = await projectAt(context, session, flags.repo)
    await session.send(ofProject(project.id, verb))
    const views = await viewsOf(session, project)
    context.output.answer({ automations: views }, () => automationLines(views))
  })
}

function ofProject(project: ProjectId, verb: 'pause' | 'resume' | 'stop-all'): PublicCommand {
  if (verb === 'stop-all') return { type: 'automation.stop-all', payload: { project } }
  return { type: 'automation.pause', payload: { project, paused: verb === 'pause' } }
}
