import { useEffect, useState } from 'react'
import { ask } from '../../../client/ask.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { useHost } from '../../../client/store.ts'

const none: readonly string[] = []

/** Local branches of a project's repository, most recent first; empty until they are known. */
export function useBranches(project: string): readonly string[] {
  const folder = useModel((model) => {
    const found = model.project.get(project)
    if (found === undefined) return null
    return found.prefix === '' ? found.root : `${found.root}/${found.prefix}`
  })
  const online = useHost((state) => state.api !== null)
  const [known, setKnown] = useState<{ readonly folder: string; readonly branches: readonly string[] } | null>(null)
  useEffect(() => {
    if (folder === null || !online) return
    let current = true
    void ask((api) => api.repository.inspect({ folder })).then((facts) => {
      if (!current || !facts.ok || facts.value.kind !== 'repository') return
      setKnown({ folder, branches: facts.value.branches })
    })
    return () => {
      current = false
    }
  }, [folder, online])
  return known !== null && known.folder === folder ? known.branches : none
}
