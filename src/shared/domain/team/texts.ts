import { err } from '../../kernel/result.ts'
import { type Decision, refuse } from '../decision.ts'
import { judgeText } from '../peers/judge.ts'
import { itemLimits } from './state.ts'

interface Texts {
  readonly title?: string | undefined
  readonly detail?: string | undefined
  readonly note?: string | undefined
}

/** Why texts can't go on a list; null where they can. What a thread writes is read by others: the policy looks at it. */
export function wrongTexts({ detail, note, title }: Texts, ofThread: boolean): Decision | null {
  if (title !== undefined && (title.trim() === '' || title.length > itemLimits.title)) {
    const message = `The title is empty, or longer than ${itemLimits.title} characters; nothing was changed.`
    return refuse('title-wrong', message, 'Say in a few words what is to be done.')
  }
  if ((detail ?? '').length > itemLimits.detail || (note ?? '').length > itemLimits.note) {
    const message = 'The text is too long; nothing was changed.'
    const remedy = `Use at most ${itemLimits.detail} characters for the detail, and ${itemLimits.note} for a note.`
    return refuse('text-too-long', message, remedy)
  }
  const claimed = ofThread ? judgeText([title, detail, note].filter((text) => text !== undefined).join('\n')) : null
  return claimed === null ? null : err(claimed)
}
