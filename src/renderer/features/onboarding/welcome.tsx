import { type ReactNode, useId } from 'react'
import { useDesktop } from '../../client/desktop.ts'
import { openOverlay } from '../../client/overlays.ts'
import { Button } from '../../ui/button.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { MachineAgents } from './machine-agents.tsx'
import { RecentProjects } from './recent-projects.tsx'
import { SampleCard } from './sample-card.tsx'

/** Where one begins: a repository of one's own, or a sample, and the agents that are there for it. */
export function Welcome() {
  const desktop = useDesktop()
  return (
    <Scroller label="Welcome" className="flex-1">
      <div className="mx-auto grid w-full max-w-[948px] gap-6 px-6 pt-[min(64px,6vh)] pb-10">
        <header>
          <h1 className="text-20 font-bold tracking-[-0.01em]">Several agents at work, your branch untouched</h1>
          <p className="mt-1.5 text-muted">
            Every agent works in a copy of your repository of its own. Here you see them all, answer what they ask, look
            through what they changed and merge what is good. What you discard is kept and can be restored.
          </p>
        </header>
        <div className="grid grid-cols-2 gap-4">
          <Card title="Open a repository">
            <p className="mb-3 text-muted">
              {desktop === null
                ? 'Choose a folder on the machine of the host.'
                : 'Drop a folder on the window, or choose one.'}
            </p>
            <RecentProjects />
            <Button kind="main" keys="mod+o" onClick={() => openOverlay({ kind: 'open-repository', path: null })}>
              Choose folder
            </Button>
          </Card>
          <Card title="Try it on a sample">
            <SampleCard />
          </Card>
        </div>
        <Card title="Agents on this machine">
          <MachineAgents />
        </Card>
      </div>
    </Scroller>
  )
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="rounded border border-line bg-panel px-[18px] py-4">
      <h2 id={id} className="mb-1 text-14 font-bold">
        {title}
      </h2>
      {children}
    </section>
  )
}
