import { describe, expect, it } from 'vitest'
import type { PromptId } from '../../../../shared/kernel/ids.ts'
import { readAttachment } from './attachments.ts'
import { composerMode, queueWords } from './composer-mode.ts'
import { promptBlocks } from './prompt-blocks.ts'

describe('what sending does', () => {
  it('follows the state', () => {
    expect(composerMode({ state: { kind: 'running' } })).toMatchObject({ send: 'Queue', inTurn: true })
    expect(composerMode({ state: { kind: 'preparing' } })).toMatchObject({ send: 'Queue', inTurn: false })
    expect(composerMode({ state: { kind: 'ready' } })).toMatchObject({ send: 'Send', atRest: true })
  })

  it('says when each waiting prompt has its turn', () => {
    const prompts = [{ id: 'p1' as PromptId }, { id: 'p2' as PromptId }, { id: 'p3' as PromptId }]
    const thread = { state: { kind: 'running' }, prompts } as const
    expect([0, 1, 2].map((at) => queueWords(thread, at))).toEqual([
      'Next, once this turn has ended',
      'Then, after one prompt',
      'Then, after 2 prompts',
    ])
    const steered = { ...thread, prompts: [{ id: 'p1' as PromptId, steers: true as const }] }
    expect(queueWords(steered, 0)).toMatch(/as soon as the turn has stopped/)
  })
})

describe('what goes along with a prompt', () => {
  it('comes after the words, each file under its name', () => {
    const file = { kind: 'file', id: '1', name: 'a.csv', text: 'x,y' } as const
    const image = { kind: 'image', id: '2', name: 'a.png', mimeType: 'image/png', data: 'AAAA' } as const
    expect(promptBlocks({ text: ' \n', attachments: [] })).toEqual([])
    expect(promptBlocks({ text: 'Look', attachments: [file, image] })).toEqual([
      { kind: 'text', text: 'Look', origin: 'person' },
      { kind: 'text', text: 'Attached file a.csv:\n\nx,y', origin: 'person' },
      { kind: 'image', mimeType: 'image/png', data: 'AAAA', origin: 'person' },
    ])
  })

  it('is text or a picture, and not too large', async () => {
    const read = async (parts: readonly BlobPart[], name: string, type = '') => {
      const result = await readAttachment(new File([...parts], name, { type }))
      return result.ok ? result.value.kind : result.error.code
    }
    expect(await read(['größe'], 'a.txt')).toBe('file')
    expect(await read([new Uint8Array([137, 80, 78, 71])], 'a.png', 'image/png')).toBe('image')
    expect(await read([new Uint8Array([0xff, 0xfe, 0x41])], 'a.bin')).toBe('attachment-not-text')
    expect(await read(['a\0b'], 'a.bin')).toBe('attachment-not-text')
    expect(await read(['<svg/>'], 'a.svg', 'image/svg+xml')).toBe('file')
    expect(await read(['x'.repeat(256_001)], 'a.txt')).toBe('attachment-too-large')
    expect(await read([new Uint8Array(750_001)], 'a.png', 'image/png')).toBe('attachment-too-large')
  })
})
