import type { Trigger } from '../ports/trigger.ts'
import { type CommandServices, type CommandSettings, commandSettings } from './command-settings.ts'
import { CommandWatch } from './command-watch.ts'
import { durationWords } from './duration.ts'
import { keepLooking } from './keep-looking.ts'

/** A command fails on a commit on which it has not failed before. */
export function commandTrigger(services: CommandServices): Trigger<CommandSettings> {
  return {
    kind: 'command',
    title: 'Command fails',
    outside: false,
    settings: commandSettings,
    fields: [
      { name: 'command', kind: 'text', words: 'What was run', example: 'npm test' },
      { name: 'exitCode', kind: 'number', words: 'How it ended; 124 after too long, -1 by a signal', example: 1 },
      { name: 'output', kind: 'text', words: 'The end of what it wrote', example: '1 test failed' },
      { name: 'commit', kind: 'text', words: 'Commit that it was run on', example: '1b2e1d6…' },
      { name: 'branch', kind: 'text', words: 'Its branch; empty where none is checked out', example: 'main' },
    ],
    words: ({ branch = 'the branch that is checked out', every, on, run }) =>
      `\`${run}\` fails on ${branch} · run ${on === 'moves' ? 'when it moves' : `every ${durationWords(every)}`}`,
    begin(of, watch, scope) {
      const ending = new AbortController()
      const watching = new CommandWatch(services, { of, watch, signal: ending.signal })
      const { clock, problem } = services
      const what = `watching a command for ${watch.automation.name}`
      keepLooking({ clock, problem, what }, scope, () => watching.look())
      // Closed before the look under way is waited for.
      scope.own(ending, (controller) => controller.abort())
    },
  }
}
