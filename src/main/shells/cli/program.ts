import { Command } from 'commander'
import { version } from '../compose/version.ts'
import { addAutomation } from './commands/automation.ts'
import { addAway } from './commands/away.ts'
import { addControl } from './commands/control.ts'
import { addDispatch } from './commands/dispatch.ts'
import { addEvents } from './commands/events.ts'
import { addFinish } from './commands/finish.ts'
import { addOutbound } from './commands/outbound.ts'
import { addPeers } from './commands/peers.ts'
import { addPlan } from './commands/plan.ts'
import { addQueries } from './commands/queries.ts'
import { addRun } from './commands/run.ts'
import { addSample } from './commands/sample.ts'
import { addSecrets } from './commands/secrets.ts'
import { addServe } from './commands/serve.ts'
import { addService } from './commands/service.ts'
import { addSettings } from './commands/settings.ts'
import { addTasks } from './commands/tasks.ts'
import { addTeam } from './commands/team.ts'
import { addTogether } from './commands/together.ts'
import type { OpenContext } from './context.ts'

/** The command line: every command takes --data and --json. */
export function createProgram(open: OpenContext): Command {
  const program = new Command('switchyard')
    .description('Supervise coding agents that work in parallel, each in a worktree of its own.')
    .version(version)
    .showHelpAfterError('(switchyard --help lists the commands)')
    .exitOverride()
  addServe(program, open)
  addDispatch(program, open)
  addPlan(program, open)
  addRun(program, open)
  addTasks(program, open)
  addPeers(program, open)
  addTogether(program, open)
  addTeam(program, open)
  addAway(program, open)
  addAutomation(program, open)
  addOutbound(program, open)
  addSample(program, open)
  addQueries(program, open)
  addControl(program, open)
  addFinish(program, open)
  addEvents(program, open)
  addSettings(program, open)
  addService(program, open)
  addSecrets(program, open)
  for (const command of program.commands) {
    command.exitOverride()
    command.option('--data <folder>', "folder of the host's data (default: SWITCHYARD_DATA, else the platform's place)")
    command.option('--json', 'answer with one JSON document, or JSON lines for streams')
  }
  return program
}
