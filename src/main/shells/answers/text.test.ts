import { expect, it } from 'vitest'
import { detailLines } from './text.ts'
import type { ThreadDetail } from './views.ts'

const thread: ThreadDetail = {
  id: 't' as ThreadDetail['id'],
  run: 'r' as ThreadDetail['run'],
  title: 'Work',
  state: 'ready',
  reason: null,
  message: null,
  agent: 'agent\u001b[2J',
  project: '/repository',
  base: 'main',
  into: 'main',
  branch: 'sy/work',
  turns: 1,
  changes: { files: 1, additions: 1, deletions: 0, omitted: 3 },
  since: 0,
  remedy: null,
  retryAt: null,
  task: 'k' as ThreadDetail['task'],
  requests: [],
  waiting: 0,
  activity: null,
  usage: null,
  session: { generation: 1, session: null, live: false },
  worktree: '/folders/trees\u202e',
  checkpoint: 'c',
  landing: null,
  notices: [],
  createdAt: 0,
}

it('says how much of the worktree is not part of the work, and shows nothing that steers a terminal', () => {
  const lines = detailLines(thread).split('\n')
  expect(lines).toHaveLength(4)
  expect(lines[1]).toBe('ready · agent\\u{1b}[2J · +1 −0')
  expect(lines[2]).toMatch(/not part of the work .*: 3$/)
  expect(lines[3]).toBe('Worktree /folders/trees\\u{202e}')
})
