import { Fragment, type ReactNode } from 'react'

export interface FactsProps {
  /** Those without a value are left out. */
  readonly rows: readonly (readonly [name: string, value: ReactNode])[]
}

/** What is known, name by name. */
export function Facts({ rows }: FactsProps) {
  return (
    <dl className="grid grid-cols-[minmax(84px,130px)_minmax(0,1fr)] gap-x-3.5 gap-y-[5px]">
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </Fragment>
        ))}
    </dl>
  )
}
