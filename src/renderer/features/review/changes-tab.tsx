import { useMemo, useState } from 'react'
import type { ChangedFile, DiffSince } from '../../../shared/contract/channels/review.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useThread } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { FileBody } from './change/file-body.tsx'
import { type Changes, useChanges } from './change/use-changes.ts'
import { useFileSource } from './change/use-file-source.ts'
import { FileList } from './files/file-list.tsx'
import { useViewed } from './files/use-viewed.ts'

const scopes = [
  { value: 'base', title: 'All changes' },
  { value: 'turn', title: 'Last turn' },
] as const

const since: Readonly<Record<'base' | 'turn', DiffSince>> = { base: { kind: 'base' }, turn: { kind: 'turn' } }
const nothing: ReadonlyMap<string, number> = new Map()

/** What a thread changed, in the width of its panel; the review has more. */
export function ChangesTab({ thread: id }: { readonly thread: string }) {
  const thread = useThread(id)
  if (thread === undefined)
    return <EmptyState text="The changes of threads that ended long ago are in the repository." />
  return <LiveChanges thread={thread} />
}

function LiveChanges({ thread }: { readonly thread: Thread }) {
  const [scope, setScope] = useState<'base' | 'turn'>('base')
  const [path, setPath] = useState<string | null>(null)
  const [marks] = useViewed(thread.id)
  const { changes, failure, retry } = useChanges(thread, since[scope])
  const files = changes?.files ?? []
  const file = files.find((one) => one.path === path) ?? files[0]
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 items-center gap-2 px-4 py-2">
        <Segmented label="Scope" value={scope} choices={scopes} onChange={setScope} />
        <span className="flex-1" />
        <Button keys="r" showKeys onClick={() => navigate({ screen: 'review', thread: thread.id })}>
          Review
        </Button>
      </div>
      {changes === null && failure !== null && (
        <FailureNote failure={failure} className="mx-4">
          <Button onClick={retry}>Try again</Button>
        </FailureNote>
      )}
      {changes === null && failure === null && <QuietLoading text="Reading the change" className="px-4" />}
      {changes !== null && file === undefined && (
        <EmptyState text={scope === 'base' ? 'Nothing is changed yet.' : 'The last turn changed nothing.'} />
      )}
      {changes !== null && file !== undefined && (
        <>
          <div
            className="flex shrink-0 flex-col border-b border-line px-2 pb-2"
            style={{ height: Math.min(files.length, 7) * 28 + 9 }}
          >
            <FileList
              files={files}
              path={file.path}
              marks={marks}
              comments={nothing}
              onOpen={setPath}
              room={38}
              className="min-h-0 flex-1"
            />
          </div>
          <FileChange key={file.path} thread={thread} changes={changes} file={file} />
        </>
      )}
    </div>
  )
}

interface FileChangeProps {
  readonly thread: Thread
  readonly changes: Changes
  readonly file: ChangedFile
}

function FileChange({ thread, changes, file }: FileChangeProps) {
  const [whole, setWhole] = useState(false)
  const of = useMemo(() => ({ thread: thread.id, changes, file }), [thread.id, changes, file])
  const source = useFileSource(of, { whole, around: false })
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <FileBody path={file.path} file={source} layout="unified" onWhole={whole ? undefined : () => setWhole(true)} />
    </div>
  )
}
