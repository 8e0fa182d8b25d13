import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Proof } from '../../shared/domain/verification/state.ts'

const outcomes: Readonly<Record<Proof['outcome'], string>> = {
  passed: 'passed',
  failed: 'failed',
  'timed-out': 'took too long',
  voided: 'changed files, which counts for nothing',
  'not-started': 'could not be started',
}

/** What the host itself saw of a thread's work: nothing here is an agent's word. */
export function factsOf(model: Model, thread: Thread): readonly string[] {
  const { checkpoint } = thread
  if (checkpoint === null) return ['- Nothing was changed.']
  const { additions, commit, deletions, files } = checkpoint
  const counted = `${files} ${files === 1 ? 'file' : 'files'} (+${additions} −${deletions})`
  const changed = files === 0 ? '- Nothing was changed.' : `- Changed: ${counted}, commit ${commit.slice(0, 12)}.`
  return [changed, ...gatesOf(model, thread, checkpoint.tree)]
}

function gatesOf(model: Model, thread: Thread, tree: string): readonly string[] {
  const verification = model.verification.get(thread.id)
  const proofs = (verification?.proofs ?? []).filter((proof) => proof.tree === tree)
  if (proofs.length === 0) return ['- No gate ran on it.']
  return proofs.map(({ command, exit, flaky, outcome }) => {
    const code = exit === null ? '' : ` (exit code ${exit})`
    return `- Gate ${quoted(command)}: ${outcomes[outcome]}${code}${flaky ? ', after it had failed once' : ''}.`
  })
}

/** As code, whatever is in it. */
function quoted(command: string): string {
  const line = command.replaceAll(/\s+/g, ' ').replaceAll('`', "'").trim()
  return `\`${line.length > 200 ? `${line.slice(0, 199).toWellFormed()}…` : line}\``
}
