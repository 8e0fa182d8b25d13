import { type CatalogueEntry, modelQuietMs } from '../entry.ts'

// The adapter takes settings from a variable, not from its arguments.
const settings = {
  // Else the commands that it runs inherit the key.
  shell_environment_policy: { inherit: 'core' },
  features: { apps: false, plugins: false },
}

export const codexEntry: CatalogueEntry = {
  id: 'codex',
  name: 'Codex',
  description: 'OpenAI’s coding agent, through its ACP adapter; uses your existing sign-in or API key.',
  provider: 'openai',
  offline: false,
  quietMs: modelQuietMs,
  locate: { kind: 'search', names: ['codex-acp'], homeFolders: [] },
  launchArgs: [],
  versionArgs: ['--version'],
  passEnvironment: ['CODEX_HOME', 'CODEX_API_KEY', 'OPENAI_API_KEY', 'OPENAI_BASE_URL'],
  // Its own default lets a second model decide instead of the person.
  setEnvironment: { INITIAL_AGENT_MODE: 'workspace-write', CODEX_CONFIG: JSON.stringify(settings) },
  // From its documentation, not measured.
  asking: { environment: { INITIAL_AGENT_MODE: 'read-only' } },
  resumable: true,
  steerable: true,
  install: 'npm install --global --ignore-scripts @agentclientprotocol/codex-acp@2.6.0',
  notes: [
    'CODEX_HOME must not be below the temp folder.',
    'MCP permissions carry no title: joined by tool call id.',
    'A rejected permission ends the turn as cancelled; a running command outlives cancel.',
  ],
}
