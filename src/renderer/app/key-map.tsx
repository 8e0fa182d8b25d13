import { useMemo } from 'react'
import { closeOverlay } from '../client/overlays.ts'
import { reachableActions, useActionRegistry } from '../ui/actions/registry.ts'
import { Dialog, DialogBody } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** Every key that does something here. */
export function KeyMap() {
  const actions = useMemo(() => {
    const { groups } = useActionRegistry.getState()
    return reachableActions({ groups, top: 0, layers: [] }).filter((action) => action.keys !== undefined)
  }, [])
  const sections = [...new Set(actions.map((action) => action.section))]
  return (
    <Dialog open title="Keys" onClose={closeOverlay} width="wide">
      <DialogBody className="columns-2 gap-8">
        {sections.map((section) => (
          <section key={section} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-12 font-medium text-muted">{section}</h3>
            <dl>
              {actions
                .filter((action) => action.section === section)
                .map((action) => (
                  <div key={action.id} className="flex items-center justify-between border-b border-soft py-[3px]">
                    <dt>{action.title}</dt>
                    <dd>
                      <Kbd keys={action.keys ?? ''} />
                      <span className="sr-only">{action.keys}</span>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </DialogBody>
    </Dialog>
  )
}
