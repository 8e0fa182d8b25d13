import { type CatalogueEntry, modelQuietMs } from '../entry.ts'

export const claudeCodeEntry: CatalogueEntry = {
  id: 'claude-code',
  name: 'Claude Code',
  description: 'Anthropic’s coding agent, through its ACP adapter; uses your existing sign-in or API key.',
  provider: 'anthropic',
  offline: false,
  quietMs: modelQuietMs,
  locate: { kind: 'search', names: ['claude-agent-acp', 'claude-code-acp'], homeFolders: [] },
  launchArgs: [],
  versionArgs: ['--version'],
  passEnvironment: [
    'ANTHROPIC_API_KEY',
    'ANTHROPIC_AUTH_TOKEN',
    'ANTHROPIC_BASE_URL',
    'CLAUDE_CONFIG_DIR',
    'CLAUDE_CODE_OAUTH_TOKEN',
  ],
  setEnvironment: {
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    // Else its tools and stdio MCP servers inherit the key.
    CLAUDE_CODE_SUBPROCESS_ENV_SCRUB: '1',
    // Else MCP tools hide behind a search tool.
    ENABLE_TOOL_SEARCH: 'false',
  },
  mode: 'default',
  asking: { mode: 'default' },
  resumable: true,
  steerable: true,
  install: 'npm install --global --ignore-scripts @agentclientprotocol/claude-agent-acp@0.100.0',
  notes: [
    'Edits in its own process and never uses the client’s file system or terminal.',
    'After kill -9 of the adapter its child works on until the turn ends; end the whole tree.',
  ],
}
