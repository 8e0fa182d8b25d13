import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { FiringId } from '../../../shared/kernel/ids.ts'
import { sendCommand } from '../../client/commands.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'

/** What a person may do with a held one: send it on whatever holds it, or let it go. */
export function HeldActions({ firing }: { readonly firing: FiringId }) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const release: PublicCommand = { type: 'firing.release', payload: { firing } }
  const drop: PublicCommand = { type: 'firing.drop', payload: { firing } }
  const send = async (command: PublicCommand, done: string) => {
    const refused = await sendCommand(command)
    setFailure(refused)
    if (refused === null) announce(done)
  }
  return (
    <div className="mt-2 flex flex-col gap-2">
      {failure !== null && <FailureNote failure={failure} />}
      <div className="flex gap-2">
        <Button
          size="small"
          why={useWhyNot(release)}
          tip="Whatever holds it"
          onClick={() => void send(release, 'Started.')}
        >
          Start now
        </Button>
        <Button size="small" kind="quiet" why={useWhyNot(drop)} onClick={() => void send(drop, 'Dropped.')}>
          Drop
        </Button>
      </div>
    </div>
  )
}
