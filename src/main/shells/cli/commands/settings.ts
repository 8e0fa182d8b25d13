import type { Command } from 'commander'
import type { HostAgent } from '../../../../shared/contract/channels/host.ts'
import { parseJson } from '../../../../shared/kernel/parse-json.ts'
import type { Settings, SettingsPatch } from '../../../../shared/settings/settings.ts'
import { visible } from '../../answers/output.ts'
import { orRefused } from '../../attach/or-refused.ts'
import type { CommonOptions, OpenContext } from '../context.ts'
import { UsageError } from '../usage-error.ts'
import { withHost, withReader } from '../with-host.ts'

interface AgentFlags extends CommonOptions {
  readonly refresh?: boolean
}

export function addSettings(program: Command, open: OpenContext): void {
  program
    .command('agents')
    .description('list the agents: the catalogue’s and your own, with what is missing and how to get it')
    .option('--refresh', 'ask programs for their versions again')
    .action((flags: AgentFlags) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        const agents = await reader.agents(flags.refresh ?? false)
        context.output.answer({ agents }, () => agents.flatMap(agentLines).join('\n'))
      })
    })

  const settings = program
    .command('settings')
    .description('print the settings')
    .action((flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        const now = await reader.settings()
        context.output.answer({ settings: now }, () => settingLines(now))
      })
    })

  settings
    .command('set <key> <json>')
    .description('change one setting, as in: set executors 8')
    .action(function set(this: Command, key: string, json: string) {
      const context = open(this.optsWithGlobals<CommonOptions>())
      const patch: SettingsPatch = { [key]: fromJson(json) }
      return withHost(context, async ({ client }) => {
        const now = await orRefused(client, client.api.settings.save(patch))
        context.output.answer({ settings: now }, () => settingLines(now))
      })
    })
}

function fromJson(json: string): unknown {
  const value = parseJson(json)
  if (value !== null || json.trim() === 'null') return value
  throw new UsageError(`“${json}” is no JSON; a text needs quotes: '"${json}"'`)
}

function settingLines(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name.padEnd(14)} ${visible(JSON.stringify(value))}`)
    .join('\n')
}

function agentLines({ command, id, name, state }: HostAgent): readonly string[] {
  const ready = state.kind === 'ready'
  const found = ready ? [state.version ?? '', state.path].join(' ').trim() : state.install
  return [
    `${state.kind.padEnd(8)} ${id.padEnd(14)} ${visible(name)}`,
    `${' '.repeat(24)}${visible(found)}`,
    ...(command === null ? [] : [`${' '.repeat(24)}${visible(command)}`]),
  ]
}
