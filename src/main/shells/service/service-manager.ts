import path from 'node:path'
import { launchAgent, launchLabel } from './launch-agent.ts'
import { scheduledTask, taskName } from './scheduled-task.ts'
import type { ServiceDefinition } from './service-definition.ts'
import { systemdUnit } from './systemd-unit.ts'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Of this person, where the system has numbers. */
  readonly userId: number | null
  /** `DOMAIN\name` on Windows. */
  readonly user: string
}

export type ProgramCall = readonly [file: string, ...args: readonly string[]]

/** How one system keeps a program running for a person: a file, and what is called beside it. */
export interface ServiceManager {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly encoding: 'utf8' | 'utf16le'
  /** Succeeds where the manager is there and answers this person. */
  readonly probe: ProgramCall
  readonly install: readonly ProgramCall[]
  /** Before the file is removed; failures of a service that isn't there are none. */
  readonly uninstall: readonly ProgramCall[]
  readonly afterwards: readonly ProgramCall[]
  /** Succeeds while it runs. */
  readonly running: ProgramCall
  /** What a person should know; null where there is nothing. */
  readonly note: string | null
}

const unitName = 'switchyard.service'

/** Null on a system for which there is none. */
export function serviceManagerOf(around: Surroundings, definition: ServiceDefinition): ServiceManager | null {
  switch (around.platform) {
    case 'linux':
      return systemd(around, definition)
    case 'darwin':
      return launchd(around, definition)
    case 'win32':
      return taskScheduler(around, definition)
    default:
      return null
  }
}

function systemd({ environment, home }: Surroundings, definition: ServiceDefinition): ServiceManager {
  const configuration = environment.XDG_CONFIG_HOME || path.join(home, '.config')
  const call = (...args: readonly string[]): ProgramCall => ['systemctl', '--user', ...args]
  return {
    name: 'systemd',
    file: path.join(configuration, 'systemd', 'user', unitName),
    text: systemdUnit(definition),
    encoding: 'utf8',
    probe: call('show-environment'),
    install: [call('daemon-reload'), call('enable', unitName), call('restart', unitName)],
    uninstall: [call('disable', '--now', unitName)],
    afterwards: [call('daemon-reload')],
    running: call('is-active', '--quiet', unitName),
    note: 'It ends when you log out, unless lingering is on: loginctl enable-linger',
  }
}

function launchd({ home, userId }: Surroundings, definition: ServiceDefinition): ServiceManager {
  const file = path.join(home, 'Library', 'LaunchAgents', `${launchLabel}.plist`)
  const domain = `gui/${userId ?? 0}`
  const target = `${domain}/${launchLabel}`
  return {
    name: 'launchd',
    file,
    text: launchAgent(definition, path.join(home, 'Library', 'Logs', 'Switchyard.log')),
    encoding: 'utf8',
    probe: ['launchctl', 'print', domain],
    install: [
      ['launchctl', 'enable', target],
      ['launchctl', 'bootstrap', domain, file],
    ],
    uninstall: [['launchctl', 'bootout', target]],
    afterwards: [],
    running: ['launchctl', 'print', target],
    note: null,
  }
}

function taskScheduler({ environment, home, user }: Surroundings, definition: ServiceDefinition): ServiceManager {
  const local = environment.LOCALAPPDATA || path.win32.join(home, 'AppData', 'Local')
  const file = path.win32.join(local, 'Switchyard', 'service.xml')
  return {
    name: 'Task Scheduler',
    file,
    text: scheduledTask(definition, user),
    encoding: 'utf16le',
    probe: ['schtasks', '/Query', '/FO', 'LIST'],
    install: [
      ['schtasks', '/Create', '/TN', taskName, '/XML', file, '/F'],
      ['schtasks', '/Run', '/TN', taskName],
    ],
    uninstall: [
      ['schtasks', '/End', '/TN', taskName],
      ['schtasks', '/Delete', '/TN', taskName, '/F'],
    ],
    afterwards: [],
    running: ['schtasks', '/Query', '/TN', taskName],
    note: null,
  }
}
