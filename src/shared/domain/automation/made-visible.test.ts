import { describe, expect, it } from 'vitest'
import { visibleLines } from './made-visible.ts'

describe('what a stranger wrote', () => {
  it('hides nothing that readers leave out, but what makes an emoji one', () => {
    const left: string[] = []
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code)
      const isLeftOut = /\p{Default_Ignorable_Code_Point}/u.test(character)
      if (isLeftOut && visibleLines(character)[0] === character) left.push(code.toString(16))
    }
    expect(left).toEqual(['fe0f'])
  })
})
