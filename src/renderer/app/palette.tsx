import { Command } from 'cmdk'
import { useMemo } from 'react'
import { useModel } from '../client/model-hooks.ts'
import { navigate } from '../client/navigation.ts'
import { closeOverlay } from '../client/overlays.ts'
import { stateLook } from '../features/thread/header/state-look.ts'
import { explain } from '../lib/refusal.ts'
import { visibleLine } from '../lib/visible-text.ts'
import { type Action, isBlocked } from '../ui/actions/action.ts'
import { reachableActions, useActionRegistry } from '../ui/actions/registry.ts'
import { announce } from '../ui/announce.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** Every action that can be done here, and every thread, found by typing. */
export function Palette() {
  // Taken once: the palette itself is a layer that hides what lies below.
  const actions = useMemo(() => {
    const { groups } = useActionRegistry.getState()
    const all = reachableActions({ groups, top: 0, layers: [] })
    const listed = all.filter((one) => one.hidden !== true && one.id !== 'palette')
    // What can't be done now comes last in its section: Enter at once never meets a refusal.
    return listed.sort((one, other) => Number(isBlocked(one)) - Number(isBlocked(other)))
  }, [])
  const threads = useModel((model) =>
    [...model.thread.values()].sort((one, other) => other.since - one.since).slice(0, 200),
  )
  const sections = [...new Set(actions.map((action) => action.section))]
  const run = (action: Action) => {
    if (isBlocked(action)) {
      announce(explain(action.blocked ?? ''))
      return
    }
    closeOverlay()
    void action.run()
  }
  return (
    <Dialog open title="Search or run a command" onClose={closeOverlay} bare width="normal" keepActions>
      <Command label="Search or run a command" loop>
        <Command.Input
          autoFocus
          placeholder="Search or run a command"
          className="w-full border-b border-line bg-transparent px-4 py-3 text-14 outline-none"
        />
        <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
          <Command.Empty className="px-3 py-4 text-muted">Nothing is called that.</Command.Empty>
          {sections.map((section) => (
            <Command.Group key={section} heading={section} className={heading}>
              {actions
                .filter((action) => action.section === section)
                .map((action) => (
                  <Command.Item
                    key={action.id}
                    value={`${action.title} ${section} ${action.id}`}
                    className={item}
                    aria-description={isBlocked(action) ? explain(action.blocked ?? '') : undefined}
                    onSelect={() => run(action)}
                  >
                    <span className={isBlocked(action) ? 'text-faint' : ''}>{action.title}</span>
                    {isBlocked(action) && (
                      <span className="truncate text-12 text-faint">{explain(action.blocked ?? '')}</span>
                    )}
                    <span className="flex-1" />
                    {action.keys !== undefined && <Kbd keys={action.keys} />}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
          <Command.Group heading="Threads" className={heading}>
            {threads.map((thread) => (
              <Command.Item
                key={thread.id}
                value={`${thread.title} ${thread.id}`}
                className={item}
                onSelect={() => {
                  closeOverlay()
                  navigate({ screen: 'board', scope: { kind: 'all' }, thread: thread.id, tab: 'conversation' })
                }}
              >
                <span className="truncate">{visibleLine(thread.title)}</span>
                <span className="flex-1" />
                <span className="text-12 text-faint">{stateLook(thread).name}</span>
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  )
}

const heading =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-faint'
const item = 'flex items-center gap-2 rounded px-2.5 py-1 data-[selected=true]:bg-raised'
