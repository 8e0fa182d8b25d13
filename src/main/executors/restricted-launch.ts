import type { AgentLaunch } from '../ports/agent.ts'

/**
 * What keeps git and the forges' command lines from finding a sign-in of the person's. It stops nobody who looks for
 * one: only a sandbox would.
 */
const signedOut = {
  GH_CONFIG_DIR: '/dev/null/gh',
  GLAB_CONFIG_DIR: '/dev/null/glab',
  GIT_TERMINAL_PROMPT: '0',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'credential.helper',
  GIT_CONFIG_VALUE_0: '',
} as const

const tokens =
  /^(GH|GITHUB|GITLAB|GLAB|BITBUCKET|GITEA|FORGEJO)(_ENTERPRISE)?(_ACCESS)?_(TOKEN|PAT)$|^(NPM|CARGO_REGISTRY|NODE_AUTH)_TOKEN$|^SSH_(AUTH_SOCK|ASKPASS)$/

/** An agent begun so that it asks about everything it can ask about, in an environment without sign-ins of forges. */
export function restrictedLaunch(launch: AgentLaunch): AgentLaunch {
  const { asking, mode, passEnvironment, setEnvironment, ...rest } = launch
  // Where its environment makes it ask, a mode that somebody chose would undo that.
  const asked = asking === undefined ? mode : asking.mode
  return {
    ...rest,
    ...(asking === undefined ? {} : { asking }),
    ...(asked === undefined ? {} : { mode: asked }),
    passEnvironment: passEnvironment.filter((name) => !tokens.test(name)),
    setEnvironment: { ...setEnvironment, ...asking?.environment, ...signedOut },
  }
}

/** What the reader of a restricted thread has to know; null where its agent is known to ask. */
export function restrictedNotice(launch: AgentLaunch): string | null {
  if (launch.asking !== undefined) return null
  return 'This thread is restricted, but it isn’t known how this agent is made to ask: only what it asks about is held.'
}
