import { useState } from 'react'
import type { Project } from '../../../shared/domain/project/state.ts'
import { sendCommand } from '../../client/commands.ts'
import { useModel } from '../../client/model-hooks.ts'
import { clockTime } from '../../lib/format-time.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { Button } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { notify, notifyRefused } from '../../ui/toaster.tsx'
import { stopWords } from './list-words.ts'

/** Pauses a project's automations, or stops everything that they began. */
export function ProjectControls({ project, now }: { readonly project: Project; readonly now: number }) {
  const since = project.automationsPausedSince
  const sums = useModel((model) => {
    const all = [...model.automation.within(project.id)]
    return {
      underWay: all.reduce((sum, one) => sum + one.underWay, 0),
      held: all.reduce((sum, one) => sum + one.held, 0),
    }
  })
  const [open, setOpen] = useState(false)
  const stop = async () => {
    setOpen(false)
    const refused = await sendCommand({ type: 'automation.stop-all', payload: { project: project.id } })
    if (refused !== null) return notifyRefused(refused)
    notify({ text: 'Stopped what automations began', action: { title: 'Resume', run: () => pause(project, false) } })
  }
  useActions([
    {
      id: 'automations.pause',
      title: since === undefined ? 'Pause all automations' : 'Resume automations',
      section: 'Automations',
      run: () => pause(project, since === undefined),
    },
    {
      id: 'automations.stop',
      title: 'Stop everything that automations began',
      section: 'Automations',
      run: () => setOpen(true),
    },
  ])
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1 px-2.5 pb-2">
      {since !== undefined && (
        <p role="status" className="basis-full text-12 text-you">
          {`Paused since ${clockTime(since, now)}: what fires is held${sums.held === 0 ? '.' : `, ${sums.held} so far.`}`}
        </p>
      )}
      <Button size="small" onClick={() => void pause(project, since === undefined)}>
        {since === undefined ? 'Pause all' : 'Resume'}
      </Button>
      <Popover
        align="start"
        title="Stop everything"
        open={open}
        onOpen={setOpen}
        trigger={
          <Button size="small" kind="quiet">
            Stop everything
          </Button>
        }
      >
        <p className="text-muted">{stopWords(sums)} Their threads and worktrees stay, and each can be sent on.</p>
        <div>
          <Button kind="danger" onClick={() => void stop()}>
            Stop everything
          </Button>
        </div>
      </Popover>
    </div>
  )
}

async function pause(project: Project, paused: boolean): Promise<void> {
  const refused = await sendCommand({ type: 'automation.pause', payload: { project: project.id, paused } })
  if (refused !== null) notifyRefused(refused)
}
