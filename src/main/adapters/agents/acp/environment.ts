import type { AgentLaunch } from '../../../ports/agent.ts'

/** What every process needs to run at all. */
const BASIC = ['PATH', 'HOME', 'LANG', 'TMPDIR'] as const

export interface EnvironmentSources {
  readonly host: Readonly<Record<string, string | undefined>>
  readonly launch: AgentLaunch
  readonly session: Readonly<Record<string, string>>
}

/** The agent's whole environment; later sources win. Nothing else of the host's is inherited. */
export function buildEnvironment({ host, launch, session }: EnvironmentSources): Readonly<Record<string, string>> {
  return { ...pick(host, BASIC), ...pick(host, launch.passEnvironment), ...launch.setEnvironment, ...session }
}

/** The variables whose values may be secrets: those handed through from the host, and those of this session. */
export function secretEnvironment({ host, launch, session }: EnvironmentSources): Readonly<Record<string, string>> {
  return { ...pick(host, launch.passEnvironment), ...session }
}

function pick(source: EnvironmentSources['host'], names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const name of names) {
    const value = source[name]
    if (value !== undefined) picked[name] = value
  }
  return picked
}
