/** What a person set for this data folder. Types, not interfaces, so that they count as JSON. */
export type Settings = {
  readonly theme: 'system' | 'dark' | 'light'
  readonly density: 'compact' | 'comfortable'
  /** Threads that may hold a slot at once. */
  readonly executors: number
  /** Chosen in the composer unless another is; the first ready one where null. */
  readonly defaultAgent: string | null
  /** Mode and model by agent, for what names none itself; read whenever a session is opened. */
  readonly agentChoices: Readonly<Record<string, AgentDefaults>>
  readonly customAgents: readonly CustomAgent[]
  readonly notify: { readonly needsYou: boolean; readonly finished: boolean; readonly failed: boolean }
  /** What closing the last window does while threads are live. */
  readonly onQuit: 'ask' | 'background' | 'park'
}

export type AgentDefaults = {
  readonly mode?: string
  readonly model?: string
}

export type CustomAgent = {
  /** Chosen like one of the catalogue. */
  readonly id: string
  readonly name: string
  /** Starts an ACP agent on its standard streams. */
  readonly command: string
}

/** What may be changed at once: whole fields. */
export type SettingsPatch = { readonly [Field in keyof Settings]?: Settings[Field] | undefined }

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'compact',
  executors: 4,
  defaultAgent: null,
  agentChoices: {},
  customAgents: [],
  notify: { needsYou: true, finished: true, failed: true },
  onQuit: 'ask',
}
