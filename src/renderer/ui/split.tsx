import { Fragment, type ReactNode } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { classNames } from '../lib/class-names.ts'

export interface SplitPanel {
  readonly id: string
  /** In px. One panel without it takes what is left. */
  readonly size?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly content: ReactNode
}

export interface SplitProps {
  readonly panels: readonly SplitPanel[]
  /** What was last told to `onResize`: shares of the whole by panel. Read once, at first. */
  readonly sizes?: Readonly<Record<string, number>> | undefined
  /** After a person moved a border. */
  readonly onResize?: ((sizes: Readonly<Record<string, number>>) => void) | undefined
  readonly vertical?: boolean | undefined
  readonly className?: string | undefined
}

/** Panels beside each other with borders that can be moved, by pointer or arrow keys. */
export function Split({ panels, sizes, onResize, vertical = false, className }: SplitProps) {
  const known = sizes !== undefined && panels.every((panel) => sizes[panel.id] !== undefined)
  return (
    <Group
      orientation={vertical ? 'vertical' : 'horizontal'}
      defaultLayout={known ? Object.fromEntries(panels.map(({ id }) => [id, sizes[id] ?? 0])) : undefined}
      onLayoutChanged={(layout, { isUserInteraction }) => isUserInteraction && onResize?.(layout)}
      className={classNames('min-h-0 min-w-0', className)}
    >
      {panels.map(({ id, size, min = 120, max, content }, at) => (
        <Fragment key={id}>
          {at > 0 && <Border vertical={vertical} />}
          <Panel
            id={id}
            defaultSize={size}
            minSize={min}
            maxSize={max}
            groupResizeBehavior={size === undefined ? 'preserve-relative-size' : 'preserve-pixel-size'}
            className="flex min-h-0 min-w-0 flex-col"
          >
            {content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  )
}

function Border({ vertical }: { readonly vertical: boolean }) {
  return (
    <Separator
      aria-label="Move the border"
      className={classNames(
        'relative shrink-0 bg-line outline-offset-0 data-[separator=active]:bg-focus data-[separator=hover]:bg-faint',
        vertical ? 'h-px' : 'w-px',
      )}
    />
  )
}
