import { Component, type ReactNode } from 'react'
import { failure } from '../../shared/kernel/failure.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/failure-note.tsx'

export interface FaultBoundaryProps {
  /** What broke, for the person: 'The board'. */
  readonly part: string
  /** Another value clears the fault: going elsewhere and back tries again. */
  readonly resetKey: string
  readonly children: ReactNode
}

interface State {
  /** What the broken part threw, null while it works. */
  readonly fault: string | null
}

/** Keeps a fault of one part of the window from taking the rest with it. */
export class FaultBoundary extends Component<FaultBoundaryProps, State> {
  override state: State = { fault: null }

  static getDerivedStateFromError(error: unknown): State {
    return { fault: error instanceof Error ? error.message : String(error) }
  }

  override componentDidUpdate(before: FaultBoundaryProps): void {
    if (before.resetKey !== this.props.resetKey && this.state.fault !== null) this.setState({ fault: null })
  }

  override render(): ReactNode {
    const { fault } = this.state
    if (fault === null) return this.props.children
    return (
      <div className="flex flex-1 items-start justify-center p-8">
        <FailureNote failure={broken(this.props.part, fault)}>
          <Button onClick={() => this.setState({ fault: null })}>Try again</Button>
          <Button onClick={() => location.reload()}>Reload the page</Button>
        </FailureNote>
      </div>
    )
  }
}

function broken(part: string, message: string) {
  return failure(
    'page-fault',
    `${part} broke (${message}). The host and the agents go on; drafts are kept.`,
    'Try again, or reload the page: after an update of the host the page may be older than the host.',
  )
}
