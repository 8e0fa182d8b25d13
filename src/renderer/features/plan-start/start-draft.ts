import { useKept } from '../../client/kept.ts'

export type Way = 'planner' | 'hand' | 'file'

/** A plan that is being begun; null stands for what the project or the settings suggest. */
export type StartDraft = {
  readonly goal: string
  readonly way: Way
  readonly project: string | null
  readonly base: string | null
  readonly into: string | null
  readonly agent: string | null
  readonly file: string
}

const empty: StartDraft = {
  goal: '',
  way: 'planner',
  project: null,
  base: null,
  into: null,
  agent: null,
  file: '',
}

/** What was written is kept until a plan was made of it. */
export function useStartDraft(): [StartDraft, (patch: Partial<StartDraft>) => void, () => void] {
  const [draft, set] = useKept<StartDraft>('plan.start', empty)
  const change = (patch: Partial<StartDraft>) => set({ ...draft, ...patch })
  return [draft, change, () => set({ ...empty, project: draft.project, agent: draft.agent, way: draft.way })]
}
