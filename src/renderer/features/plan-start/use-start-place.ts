import { useEffect, useState } from 'react'
import type { FolderFacts } from '../../../shared/contract/channels/repository.ts'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import { ask } from '../../client/ask.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'
import type { StartDraft } from './start-draft.ts'

export interface StartPlace {
  readonly projects: readonly Project[]
  readonly project: Project | null
  readonly folder: string
  /** What the host found there; null until it answered. */
  readonly facts: Result<FolderFacts, Failure> | null
  readonly branches: readonly string[]
  /** What is written, else the branch that is checked out. */
  readonly base: string
  readonly into: string
}

/** Where a new plan is to work. `near` is the project of the screen behind. */
export function useStartPlace(draft: StartDraft, near: string | null): StartPlace {
  const projects = useModel(knownProjects)
  const find = (id: string | null) => projects.find((project) => project.id === id)
  const project = find(draft.project ?? near) ?? find(near) ?? projects[0] ?? null
  const folder = project === null ? '' : [project.root, project.prefix].filter((part) => part !== '').join('/')
  const facts = useFacts(folder)
  const place = facts?.ok === true && facts.value.kind === 'repository' ? facts.value : null
  const present = place === null || place.head.kind === 'detached' ? '' : place.head.branch
  const base = (draft.base ?? present).trim()
  const into = (draft.into ?? present).trim()
  return { projects, project, folder, facts, branches: place?.branches ?? [], base, into }
}

function useFacts(folder: string): StartPlace['facts'] {
  const online = useHost((state) => state.api !== null)
  const [answer, setAnswer] = useState<{ readonly folder: string; readonly facts: StartPlace['facts'] } | null>(null)
  useEffect(() => {
    if (folder === '' || !online) return
    const abort = new AbortController()
    void ask((api) => api.repository.inspect({ folder }, { signal: abort.signal })).then((facts) => {
      if (!abort.signal.aborted) setAnswer({ folder, facts })
    })
    return () => abort.abort()
  }, [folder, online])
  return answer?.folder === folder ? answer.facts : null
}
