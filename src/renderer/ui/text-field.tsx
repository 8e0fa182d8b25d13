import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from '../lib/class-names.ts'

export interface FieldLook {
  readonly label: string
  /** The label is only for screen readers: the place says what is written here. */
  readonly bare?: boolean | undefined
  readonly hint?: ReactNode
  /** What is wrong with the value. */
  readonly problem?: string | null | undefined
  readonly mono?: boolean | undefined
}

export interface TextFieldProps extends FieldLook, Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (value: string) => void
}

export const fieldLook =
  'w-full rounded border border-line bg-bg px-2.5 py-[3px] text-text outline-offset-0 aria-invalid:border-error'

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { label, bare, hint, problem, mono = false, className, value, onChange, ...others } = props
  const id = useId()
  return (
    <Labelled {...{ id, label, bare, hint, problem }}>
      <input
        type="text"
        autoComplete="off"
        spellCheck={mono ? false : undefined}
        {...others}
        {...described(id, props)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(fieldLook, mono && 'font-mono', className)}
      />
    </Labelled>
  )
}

/** The attributes that tie a control to its label, hint and problem. */
export function described(id: string, { hint, problem }: FieldLook) {
  const wrong = problem !== undefined && problem !== null
  const parts = [hint === undefined ? '' : `${id}-hint`, wrong ? `${id}-problem` : ''].filter((part) => part !== '')
  return {
    id,
    'aria-invalid': wrong || undefined,
    'aria-describedby': parts.length === 0 ? undefined : parts.join(' '),
  }
}

export interface LabelledProps extends FieldLook {
  readonly id: string
  readonly children: ReactNode
}

/** A control with its label above, and below it what helps and what is wrong. */
export function Labelled({ id, label, bare = false, hint, problem, children }: LabelledProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={bare ? 'sr-only' : 'text-12 text-muted'}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-12 text-muted">
          {hint}
        </p>
      )}
      {problem !== undefined && problem !== null && (
        <p id={`${id}-problem`} role="alert" className="text-12 text-error">
          {problem}
        </p>
      )}
    </div>
  )
}
