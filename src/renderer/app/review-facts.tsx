import { Suspense } from 'react'
import { PanelPart } from '../features/review/outcome/panel-part.tsx'
import { ContractsSlot, ProofSlot } from './slots.tsx'

/** What is known about work under review beside the change itself. */
export function ReviewFacts({ thread }: { readonly thread: string }) {
  return (
    <>
      <PanelPart title="Checks">
        <ProofSlot thread={thread} />
      </PanelPart>
      <Suspense>
        <ContractsSlot thread={thread} />
      </Suspense>
    </>
  )
}
