import { type CatalogueEntry, modelQuietMs } from '../entry.ts'

export const geminiEntry: CatalogueEntry = {
  id: 'gemini',
  name: 'Gemini CLI',
  description: 'Google’s coding agent, which speaks ACP itself; uses your existing sign-in or API key.',
  provider: 'google',
  offline: false,
  quietMs: modelQuietMs,
  locate: { kind: 'search', names: ['gemini'], homeFolders: [] },
  launchArgs: ['--acp'],
  versionArgs: ['--version'],
  passEnvironment: [
    'GEMINI_API_KEY',
    'GOOGLE_API_KEY',
    'GOOGLE_GEMINI_BASE_URL',
    'GOOGLE_CLOUD_PROJECT',
    'GOOGLE_APPLICATION_CREDENTIALS',
  ],
  // The worktree is the user's own repository, chosen by the user at dispatch.
  setEnvironment: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
  mode: 'default',
  asking: { mode: 'default' },
  // Measured as unreliable.
  resumable: false,
  steerable: true,
  install: 'npm install --global --ignore-scripts @google/gemini-cli@0.61.0',
  notes: [
    'Sends no tool call before a permission: upsert.',
    'A second prompt cancels the first.',
    'Its child survives kill -9 of the parent; end the whole tree.',
  ],
}
