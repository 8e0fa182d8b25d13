/** What of a task the outline shows and edits, in the order of its columns. */
export const fields = [
  'key',
  'title',
  'agent',
  'effort',
  'after',
  'gates',
  'paths',
  'priority',
  'candidates',
  'state',
] as const

export type Field = (typeof fields)[number]

export const fieldTitles: Readonly<Record<Field, string>> = {
  key: 'Key',
  title: 'Title',
  agent: 'Agent',
  effort: 'Effort',
  after: 'After',
  gates: 'Gates',
  paths: 'Paths',
  priority: 'Prio',
  candidates: 'Tries',
  state: 'State',
}

/** Narrower than this, what is edited in the side panel too makes room; then how often and how urgent. */
const wide = '@max-[1090px]:hidden'
const middle = '@max-[830px]:hidden'

export const fieldHides: Readonly<Record<Field, string>> = {
  key: '',
  title: '',
  agent: '',
  effort: '',
  after: '',
  gates: wide,
  paths: wide,
  priority: middle,
  candidates: middle,
  state: '',
}

/** One line of the outline: a sign, then the fields. */
export const columns =
  'grid items-center gap-x-2 px-4 grid-cols-[16px_104px_minmax(120px,1fr)_92px_68px_124px_112px_112px_36px_36px_minmax(172px,0.9fr)] @max-[1090px]:grid-cols-[16px_104px_minmax(120px,1fr)_92px_68px_124px_36px_36px_minmax(150px,0.9fr)] @max-[830px]:grid-cols-[16px_92px_minmax(100px,1fr)_84px_64px_104px_minmax(120px,0.9fr)]'

export const cellId = (task: string, field: Field) => `plan-${task}-${field}`
