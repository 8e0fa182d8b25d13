import { type Decide, type Decision, events, nothing, type Refusal, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { isStorableName } from '../../worktree/storable-name.ts'
import type { ThreadCommands } from '../commands.ts'
import { fileSizeLimit } from '../file-limits.ts'
import { findThread } from '../find.ts'
import type { Thread } from '../state.ts'

type Edit = ThreadCommands['thread.edit']['payload']

/** A person changes one file of a thread at rest. What it then holds is saved, and the thread rests as before. */
export const decideEdit: Decide<'thread.edit'> = (model, payload, context) => {
  const refused = editRefusal(model, payload)
  if (refused !== null) return { ok: false, error: refused }
  const { path, replaces, thread: id } = payload
  const blob = context.facts?.blob
  // Without the text's name nothing is decided but that it may be stored; a text that changes nothing is no edit.
  if (blob === undefined || blob === replaces) return nothing
  return events({ type: 'thread.edited', id, path, blob, replaces })
}

/** Why an edit can't be made, or null. Looks at the model and the payload alone. */
export function editRefusal(model: Model, edit: Edit): Refusal | null {
  const found = findThread(model, edit.thread)
  if (!found.ok) return found.error
  const thread = found.value
  const refused = notAtRest(thread) ?? withoutFiles(model, thread) ?? unfitPath(edit.path) ?? unfitText(edit)
  return refused === null || refused.ok ? null : refused.error
}

const why: { readonly [Kind in Thread['state']['kind']]: readonly [string, string] | null } = {
  queued: ['waits for its turn', 'Wait until it is ready.'],
  preparing: ['is about to begin its turn', 'Wait until it is ready.'],
  running: ['is in a turn, and the agent works on the files', 'Wait until it is ready, or interrupt it.'],
  'needs-you': ['is in a turn and waits for your answer', 'Answer its request first.'],
  verifying: ['is being saved', 'Wait until it is ready.'],
  ready: null,
  landing: ['is being landed', 'Wait for that landing.'],
  landed: ['has landed', 'Send it a prompt to start another attempt, or undo the landing.'],
  parked: null,
  discarded: ['was discarded', 'Restore it first.'],
}

function notAtRest(thread: Thread): Decision | null {
  const reason = why[thread.state.kind]
  if (reason !== null) return refuse('not-at-rest', `${thread.title} ${reason[0]}; nothing was changed.`, reason[1])
  if (thread.prompts.length === 0) return null
  return refuse(
    'prompts-waiting',
    `Prompts wait in ${thread.title} for the agent to go on; nothing was changed.`,
    'Let them run first: send another prompt.',
  )
}

function withoutFiles(model: Model, thread: Thread): Decision | null {
  if (thread.checkpoint !== null && model.worktree.get(thread.id)?.state.kind === 'ready') return null
  return refuse(
    'nothing-saved',
    `${thread.title} has saved no work yet; nothing was changed.`,
    'Send it a prompt, and edit what it has done then.',
  )
}

function unfitPath(path: string): Decision | null {
  if (isStorableName(path) && !path.includes('\0')) return null
  return refuse(
    'path-refused',
    'Such a path is no file of the thread; nothing was changed.',
    'Name a file below the top folder, not inside a git directory.',
  )
}

function unfitText({ text }: Edit): Decision | null {
  if (!text.isWellFormed()) {
    return refuse(
      'text-broken',
      'The text holds half a character, which can’t be saved; nothing was changed.',
      'Remove it and save again.',
    )
  }
  const bytes = bytesOf(text)
  if (bytes <= fileSizeLimit) return null
  return refuse(
    'file-too-large',
    `The text has ${bytes} bytes, the limit is ${fileSizeLimit}; nothing was changed.`,
    'Edit large files in the worktree’s folder.',
  )
}

/** Of the text as UTF-8. */
function bytesOf(text: string): number {
  let bytes = text.length
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point >= 0x80) bytes += 1
    // Four bytes for what takes two units here.
    if (point >= 0x800) bytes += 1
  }
  return bytes
}
