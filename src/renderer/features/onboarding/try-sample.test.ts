import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sample } from '../../../shared/contract/channels/onboarding.ts'
import type { HostApi } from '../../client/host-api.ts'
import { useHost } from '../../client/store.ts'
import { trySample, useSample } from './try-sample.ts'

const sample = {
  repository: '/sample',
  tasks: [
    { title: 'One', prompt: 'one' },
    { title: 'Two', prompt: 'two' },
  ],
} as unknown as Sample

let sent: { readonly title: string; readonly thread: string }[]

/** A line that breaks when a task is sent, and the one that follows it; whether the host has it nobody knows. */
function brokenLine(next: HostApi | null): HostApi {
  const send = async ({ command }: { command: { payload: { title: string; thread: string } } }) => {
    sent.push({ title: command.payload.title, thread: command.payload.thread })
    if (next !== null) useHost.setState({ api: next })
    throw new Error('the line broke')
  }
  return { commands: { send } } as unknown as HostApi
}

beforeEach(() => {
  sent = []
  useHost.setState({ api: brokenLine(brokenLine(null)) })
})
afterEach(() => {
  useHost.setState({ api: null })
  useSample.setState({ kind: 'idle' }, true)
})

it('sends a task whose answer was lost again under the same names, so that it can not be doubled', async () => {
  const failure = await trySample({ sample, project: 'p', done: 1, next: null })
  expect(failure?.code).toBe('no-answer')
  const state = useSample.getState()
  const begun = state.kind === 'failed' ? state.begun : null
  useHost.setState({ api: brokenLine(brokenLine(null)) })
  await trySample(begun)
  expect(sent.map(({ title }) => title)).toEqual(['Two', 'Two', 'Two', 'Two'])
  expect(new Set(sent.map(({ thread }) => thread)).size).toBe(1)
})

it('is made once at a time', async () => {
  useSample.setState({ kind: 'making' }, true)
  expect(await trySample({ sample, project: 'p', done: 0, next: null })).toBeNull()
  expect(sent).toEqual([])
})
