import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accepted, attached, type Draft, detached, emptyDraft, recovered, refused, sent, typed } from './draft.ts'

/** Everything a person wrote that no host has taken must be somewhere in the draft. */
interface World {
  draft: Draft
  /** Words in the field or on their way. */
  words: readonly string[]
  files: readonly string[]
  /** What went along with each prompt on its way. */
  waiting: Map<string, { readonly words: readonly string[]; readonly files: readonly string[] }>
  count: number
}

type Step = (world: World) => void

function own(world: World): { words: readonly string[]; files: readonly string[] } {
  const away = [...world.waiting.values()]
  return {
    words: world.words.filter((word) => !away.some((one) => one.words.includes(word))),
    files: world.files.filter((file) => !away.some((one) => one.files.includes(file))),
  }
}

const type: Step = (world) => {
  world.count += 1
  const word = `word-${world.count}.`
  world.draft = typed(world.draft, `${world.draft.text} ${word}`)
  world.words = [...world.words, word]
}

const attach: Step = (world) => {
  world.count += 1
  const id = `file-${world.count}`
  world.draft = attached(world.draft, [{ kind: 'file', id, name: id, text: 'x' }])
  world.files = [...world.files, id]
}

const detach: Step = (world) => {
  const id = own(world).files[0]
  if (id === undefined) return
  world.draft = detached(world.draft, id)
  world.files = world.files.filter((file) => file !== id)
}

const send: Step = (world) => {
  world.count += 1
  const prompt = `prompt-${world.count}`
  const parts = own(world)
  world.draft = sent(world.draft, prompt)
  world.waiting.set(prompt, parts)
}

const settle =
  (taken: boolean): Step =>
  (world) => {
    const [first] = world.waiting
    if (first === undefined) return
    const [prompt, { words, files }] = first
    world.waiting.delete(prompt)
    world.draft = taken ? accepted(world.draft, prompt) : refused(world.draft, prompt)
    if (!taken) return
    world.words = world.words.filter((word) => !words.includes(word))
    world.files = world.files.filter((file) => !files.includes(file))
  }

const reload: Step = (world) => {
  const odd = new Set([...world.waiting.keys()].filter((_, at) => at % 2 === 1))
  // Only what was kept is there again.
  const kept = JSON.parse(JSON.stringify(world.draft)) as Draft
  world.draft = recovered(kept, [...world.waiting.keys()], (prompt) => odd.has(prompt))
  for (const prompt of odd) {
    const gone = world.waiting.get(prompt)
    world.words = world.words.filter((word) => !gone?.words.includes(word))
    world.files = world.files.filter((file) => !gone?.files.includes(file))
  }
  world.waiting.clear()
}

const steps: readonly Step[] = [type, type, type, attach, detach, send, settle(true), settle(false), reload]

describe('a draft', () => {
  it('holds every word and file that no host has taken, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 60 }), (taken) => {
        const world: World = { draft: emptyDraft, words: [], files: [], waiting: new Map(), count: 0 }
        for (const step of taken) {
          step(world)
          const text = [...world.draft.sending.map((one) => one.text), world.draft.text].join(' ')
          const files = [...world.draft.sending.flatMap((one) => one.attachments), ...world.draft.attachments]
          expect(text.match(/word-\d+\./g) ?? []).toEqual(expect.arrayContaining([...world.words]))
          expect((text.match(/word-\d+\./g) ?? []).length).toBe(world.words.length)
          expect(files.map((file) => file.id).toSorted()).toEqual(world.files.toSorted())
        }
      }),
    )
  })

  it('puts what was refused before what was written meanwhile', () => {
    const draft = typed(sent(typed(emptyDraft, 'First'), 'p1'), 'Second')
    expect(refused(draft, 'p1')).toEqual({ text: 'First\n\nSecond', attachments: [], sending: [] })
    expect(refused(draft, 'p2')).toBe(draft)
  })

  it('keeps the order of several that were on their way', () => {
    const one = sent(typed(emptyDraft, 'One'), 'p1')
    const two = typed(sent(typed(one, 'Two'), 'p2'), 'Three')
    expect(recovered(two, ['p1', 'p2'], () => false).text).toBe('One\n\nTwo\n\nThree')
    expect(recovered(two, ['p1', 'p2'], (prompt) => prompt === 'p1').text).toBe('Two\n\nThree')
    expect(recovered(two, ['p1'], () => true)).toEqual({ ...two, sending: two.sending.slice(1) })
  })
})
