import type { FolderFacts } from '../../../shared/contract/channels/repository.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'

/** What the host found in the chosen folder, and what opening it does. */
export function FoundNote({ facts }: { readonly facts: FolderFacts }) {
  if (facts.kind === 'folder') {
    return (
      <p>
        <span className="font-medium">{visibleLine(facts.name)}</span> is no git repository.{' '}
        <span className="text-muted">
          Opening makes it one: <CodeText text="git init" /> adds a hidden .git folder and changes no file. Nothing is
          committed, so threads start empty until you commit.
        </span>
      </p>
    )
  }
  return (
    <p>
      <span className="font-medium">{visibleLine(facts.name)}</span>{' '}
      <span className="text-muted">
        {facts.prefix === '' ? '' : `is a folder of the repository ${visibleLine(facts.root)}, `}
        {headWords(facts)}
      </span>
    </p>
  )
}

function headWords({ head, branches }: Extract<FolderFacts, { kind: 'repository' }>): string {
  switch (head.kind) {
    case 'branch':
      return `is on ${visibleLine(head.branch)} at ${head.commit.slice(0, 7)}, ${plural(branches.length, 'branch', 'branches')}.`
    case 'unborn':
      return `has no commit yet; its first branch is ${visibleLine(head.branch)}.`
    case 'detached':
      return `has no branch checked out, it is at ${head.commit.slice(0, 7)}. A dispatch will ask what to start from.`
  }
}
