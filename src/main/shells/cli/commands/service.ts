import { homedir, userInfo } from 'node:os'
import type { Command } from 'commander'
import { callProgram } from '../../../adapters/process/call-program.ts'
import { Refused, refuse } from '../../attach/failure-exit.ts'
import { programs } from '../../compose/programs.ts'
import { installService, type ServiceStatus, serviceStatus, uninstallService } from '../../service/manage-service.ts'
import { type ServiceManager, serviceManagerOf } from '../../service/service-manager.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'

interface InstallFlags extends CommonOptions {
  readonly print?: boolean
}

/** A host that runs without a window, from log-in on. */
export function addService(program: Command, open: OpenContext): void {
  const service = program.command('service').description('keep the host running without a window')
  service
    .command('install')
    .description("have the system's service manager run the host, now and from every log-in on")
    .option('--print', 'only print the file that would be installed')
    .action(function install(this: Command) {
      const flags = this.optsWithGlobals<InstallFlags>()
      const context = open(flags)
      const manager = managerFor(context)
      if (flags.print !== true) return answer(context, manager, installService(manager, callProgram))
      context.output.answer({ manager: manager.name, file: manager.file, text: manager.text }, () => manager.text)
    })
  service
    .command('uninstall')
    .description('end that and remove it; data and threads stay')
    .action(function uninstall(this: Command) {
      const context = open(this.optsWithGlobals<CommonOptions>())
      const manager = managerFor(context)
      return answer(context, manager, uninstallService(manager, callProgram))
    })
  service
    .command('status')
    .description('say whether it is installed and runs')
    .action(async function status(this: Command) {
      const context = open(this.optsWithGlobals<CommonOptions>())
      const manager = managerFor(context)
      const now = await serviceStatus(manager, callProgram)
      context.output.answer(now, () => lines(now, manager))
    })
}

async function answer(
  { output }: CliContext,
  manager: ServiceManager,
  done: ReturnType<typeof installService>,
): Promise<void> {
  const result = await done
  if (!result.ok) throw new Refused(result.error)
  output.answer(result.value, () => lines(result.value, manager))
}

function lines({ file, installed, running }: ServiceStatus, { name, note }: ServiceManager): string {
  if (installed === 'no') return `No service is installed. ${name} would have it in ${file}.`
  const state = running ? 'The host runs as a service' : 'The service is installed and does not run'
  const other = installed === 'other' ? ['Its file is from another installation: install it again.'] : []
  return [`${state} (${name}, ${file}).`, ...other, ...(note === null ? [] : [note])].join('\n')
}

function managerFor({ place }: CliContext): ServiceManager {
  const { dataFolder, environment } = place
  const { platform } = process
  const { uid, username } = userInfo()
  const manager = serviceManagerOf(
    {
      platform,
      environment,
      home: environment.HOME || homedir(),
      userId: uid < 0 ? null : uid,
      user: environment.USERDOMAIN === undefined ? username : `${environment.USERDOMAIN}\\${username}`,
    },
    { node: programs.node, cli: programs.cli, dataFolder, path: environment.PATH ?? '' },
  )
  return (
    manager ??
    refuse(
      'service-unsupported',
      `There is no service manager for ${platform} that Switchyard knows. Nothing was done.`,
      'Have your system run "switchyard serve --no-token" at log-in.',
    )
  )
}
