import { expect, it } from 'vitest'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import { did, noEdits, renamed, stepped } from './edit-history.ts'

const remove = (task: string): PublicCommand => ({ type: 'task.remove', payload: { task } })
const link = (task: string, on: string): PublicCommand => ({ type: 'task.link', payload: { task, on, from: 'landed' } })

it('takes back in turn, and does again', () => {
  const two = did(did(noEdits, [remove('a')]), [remove('b')])
  const back = stepped(two, 'undo', [link('b', 'a')])
  expect(back).toEqual({ undo: [[remove('a')]], redo: [[link('b', 'a')]] })
  expect(stepped(back, 'redo', [remove('b')])).toEqual({ undo: [[remove('a')], [remove('b')]], redo: [] })
})

it('forgets what was taken back once something else is done', () => {
  const back = stepped(did(noEdits, [remove('a')]), 'undo', [remove('c')])
  expect(did(back, [remove('d')])).toEqual({ undo: [[remove('d')]], redo: [] })
})

it('keeps nothing that can not be taken back', () => {
  expect(did(noEdits, [])).toBe(noEdits)
})

it('follows a task that came back under another id', () => {
  const history = renamed(did(did(noEdits, [link('a', 'b')]), [remove('b')]), 'b', 'c')
  expect(history.undo).toEqual([[link('a', 'c')], [remove('c')]])
})
