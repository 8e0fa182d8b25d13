/** What a person set for this data folder. Types, not interfaces, so that they count as JSON. */
export type Settings = {
  readonly theme: 'system' | 'dark' | 'light'
  readonly density: 'compact' | 'comfortable'
  /** Threads that may hold a slot at once. */
  readonly executors: number
  /** What threads of one kind may take of those slots, and what runs may start and spend. */
  readonly limits: LimitSettings
  /** Chosen in the composer unless another is; the first ready one where null. */
  readonly defaultAgent: string | null
  /** Mode and model by agent, for what names none itself; read whenever a session is opened. */
  readonly agentChoices: Readonly<Record<string, AgentDefaults>>
  readonly customAgents: readonly CustomAgent[]
  readonly notify: { readonly needsYou: boolean; readonly finished: boolean; readonly failed: boolean }
  /** What closing the last window does while threads are live. */
  readonly onQuit: 'ask' | 'background' | 'park'
}

export type LimitSettings = {
  /** Slots of one project; null: as many as there are. */
  readonly project: number | null
  /** Slots by the id of an agent. */
  readonly agents: Readonly<Record<string, number>>
  /** Slots by the provider behind agents. */
  readonly providers: Readonly<Record<string, number>>
  /** Threads of one run that may wait for a review before it starts anything new. */
  readonly review: number
  /** Tasks that may be started by one approval without its estimate being confirmed. */
  readonly fanOut: number
  /** What runs may spend in one day (UTC): tokens, US dollars, minutes of work. */
  readonly day: { readonly tokens?: number; readonly cost?: number; readonly minutes?: number }
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
  limits: { project: null, agents: {}, providers: {}, review: 20, fanOut: 20, day: {} },
  defaultAgent: null,
  agentChoices: {},
  customAgents: [],
  notify: { needsYou: true, finished: true, failed: true },
  onQuit: 'ask',
}
