import { describe, expect, it } from 'vitest'
import type { Lines } from '../comments/review-comment.ts'
import { quoteOf, readPatchLines, readTextLines, stepChange, stepLine } from './patch-lines.ts'

const patch = `diff --git a/a.txt b/a.txt
--- a/a.txt
+++ b/a.txt
@@ -3,4 +3,5 @@ context
 three
-four
+4
+four and a half
 five
-six
\\ No newline at end of file
@@ -20 +21,2 @@
+--- not a head
 twenty
`
const lines = readPatchLines(patch)
const now = (first: number, last = first): Lines => ({ side: 'after', first, last })

describe('the lines of a patch', () => {
  it('quotes lines of either side by their numbers', () => {
    expect(quoteOf(lines, now(4, 5), 9)).toEqual(['4', 'four and a half'])
    expect(quoteOf(lines, { side: 'before', first: 4, last: 6 }, 9)).toEqual(['four', 'five', 'six'])
    expect(quoteOf(lines, now(21), 9)).toEqual(['--- not a head'])
    expect(quoteOf(lines, now(4, 5), 1)).toEqual(['4'])
    expect(quoteOf(lines, now(900), 9)).toEqual([])
  })

  it('goes from change to change and from line to line, and stops at the ends', () => {
    const first = stepChange(lines, null, 1)
    expect(first).toEqual(now(4))
    const second = stepChange(lines, first, 1)
    expect(second).toEqual({ side: 'before', first: 6, last: 6 })
    const third = stepChange(lines, second, 1)
    expect(third).toEqual(now(21))
    expect(stepChange(lines, third, 1)).toEqual(now(21))
    expect(stepChange(lines, third, -1)).toEqual(second)
    expect(stepLine(lines, now(3), 1)).toEqual({ side: 'before', first: 4, last: 4 })
    expect(stepLine(lines, now(22), 1)).toEqual(now(22))
  })

  it('reads what a cut patch still has, and nothing from one without hunks', () => {
    expect(readPatchLines(patch.slice(0, patch.indexOf('+four'))).lines).toHaveLength(3)
    expect(stepChange(readPatchLines('Binary files differ'), null, 1)).toBeNull()
  })

  it('of two texts can be pointed at on either side', () => {
    const texts = readTextLines('a\nb', 'a\nc')
    expect(quoteOf(texts, { side: 'before', first: 2, last: 2 }, 9)).toEqual(['b'])
    expect(quoteOf(texts, now(2), 9)).toEqual(['c'])
    expect(stepChange(texts, null, 1)).toEqual(now(1))
  })
})
