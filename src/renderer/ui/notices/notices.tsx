import { Toaster } from 'sonner'

/** Where notices appear. F8 moves the focus there. */
export function Notices() {
  return (
    <Toaster
      // It brings a typeface of its own along, outside of all layers.
      className="font-sans!"
      position="bottom-left"
      hotkey={['F8']}
      containerAriaLabel="Notices"
      offset={{ bottom: 36, left: 16 }}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-90 items-center gap-3 rounded border border-line bg-raised px-3 py-2 text-13 text-text shadow-float',
          content: 'min-w-0 flex-1 wrap-anywhere',
          actionButton:
            'shrink-0 rounded border border-line bg-bg px-2 py-px text-12 font-medium text-text hover:border-faint',
        },
      }}
    />
  )
}
