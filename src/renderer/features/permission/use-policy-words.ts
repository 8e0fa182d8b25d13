import { useMemo } from 'react'
import { judge } from '../../../shared/domain/permission/judge.ts'
import type { PermissionPolicy } from '../../../shared/domain/permission/policy.ts'
import { policyOf, requestPlace } from '../../../shared/domain/permission/policy-of.ts'
import { factsOf } from '../../../shared/domain/permission/request-facts.ts'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { policyTitle } from '../../lib/policy-words.ts'

/** Under which permissions a thread asks, and which of their rules had it ask; null where it has none of its own. */
export function usePolicyWords(thread: Thread, request: PermissionRequest): string | null {
  const policy = useModel((model) => policyOf(model, thread.run) ?? null)
  const place = useModel((model) => requestPlace(model, thread))
  return useMemo(() => {
    if (policy === null) return null
    return policyWords(policy, judge(policy, factsOf(request, place)).because)
  }, [policy, place, request])
}

/** 'Restricted permissions: every request goes to you' */
export function policyWords(policy: PermissionPolicy, because: string | null): string {
  const title = policyTitle(policy)
  if (because !== null) return `${title}. ${because}`
  if (policy.rules.length > 0) return `${title}. No rule answers this, so it goes to you.`
  return policy.profile === 'restricted' ? `${title}. Every request goes to you.` : title
}
