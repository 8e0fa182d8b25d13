import { type CatalogueEntry, modelQuietMs } from '../entry.ts'

export const opencodeEntry: CatalogueEntry = {
  id: 'opencode',
  name: 'OpenCode',
  description: 'Open-source coding agent for many model providers, which speaks ACP itself.',
  provider: null,
  offline: false,
  quietMs: modelQuietMs,
  locate: { kind: 'search', names: ['opencode'], homeFolders: ['.opencode/bin'] },
  launchArgs: ['acp'],
  versionArgs: ['--version'],
  passEnvironment: [
    'OPENCODE_CONFIG',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'ANTHROPIC_API_KEY',
    'GEMINI_API_KEY',
    'OPENAI_API_KEY',
    'OPENROUTER_API_KEY',
  ],
  setEnvironment: {
    // Else the person’s configuration decides, and its default allows everything. From its documentation, not measured.
    OPENCODE_PERMISSION: '{"edit":"ask","bash":"ask","webfetch":"ask"}',
    OPENCODE_DISABLE_AUTOUPDATE: 'true',
  },
  // The environment above asks already.
  asking: {},
  resumable: true,
  steerable: true,
  install: 'npm install --global opencode-ai@1.18.33',
  notes: [
    'Calls fs/write_text_file although that capability is not advertised: answered with method-not-found.',
    'Tool children survive a group kill; end the whole tree.',
  ],
}
