import { useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { refreshAgents, useAgents, useAgentsListed } from '../../client/agents.ts'
import { failureOf } from '../../client/ask.ts'
import type { HostApi } from '../../client/host-api.ts'
import { openOverlay } from '../../client/overlays.ts'
import { useSettings } from '../../client/settings.ts'
import { useAnswer } from '../../client/use-answer.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useActions } from '../../ui/actions/use-actions.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { AgentRow } from './agent-row.tsx'
import { tally } from './agent-words.ts'
import { CustomAgents } from './custom-agents.tsx'
import { DefaultAgent } from './default-agent.tsx'
import { MachineChecks } from './machine-checks.tsx'

const examine = (api: HostApi) => api.host.doctor()

/** Which agents this machine has, what is missing, and what each is given by default. */
export function Agents() {
  const agents = useAgents()
  const listed = useAgentsListed()
  const checks = useAnswer(examine)
  const [settings] = useSettings()
  const [looking, setLooking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const look = async () => {
    setLooking(true)
    checks.again()
    try {
      await refreshAgents({ refresh: true })
      setFailure(null)
      announce('Looked again at the agents of this machine')
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setLooking(false)
    }
  }
  const again = {
    id: 'agents.look-again',
    title: 'Look again',
    section: 'Agents',
    keys: 'r',
    blocked: looking ? 'Looking at this machine now.' : null,
    run: () => void look(),
  }
  useActions([again])
  return (
    <Scroller label="Agents" className="flex-1">
      <div className="mx-auto flex w-full max-w-215 flex-col gap-5 px-6 pt-5 pb-10">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-60 flex-1">
            <h1 className="text-15 font-bold">Agents</h1>
            <p className="text-muted">{listed ? tally(agents) : ''}</p>
          </div>
          <ActionButton action={again} showKeys />
          <Button
            keys="n"
            showKeys
            tip="A small task shows whether an agent works here"
            onClick={() => openOverlay({ kind: 'dispatch', project: null })}
          >
            Try one
          </Button>
        </header>
        {failure !== null && <FailureNote failure={failure} />}
        {listed ? (
          <>
            <DefaultAgent agents={agents} />
            <section aria-labelledby="known-agents">
              <h2 id="known-agents" className="border-b border-line pb-1 text-12 font-medium text-muted">
                Known to Switchyard
              </h2>
              <ul>
                {agents
                  .filter((agent) => agent.origin === 'catalogue')
                  .map((agent) => (
                    <AgentRow key={agent.id} agent={agent} isDefault={settings.defaultAgent === agent.id} />
                  ))}
              </ul>
            </section>
            <CustomAgents agents={agents} />
          </>
        ) : (
          <QuietLoading text="Looking for agents on this machine" />
        )}
        <MachineChecks answer={checks} agents={agents.map(({ id }) => id)} />
      </div>
    </Scroller>
  )
}
