import { z } from 'zod'

const pty = z.number().int().min(1)
const size = { columns: z.number().int().min(1), rows: z.number().int().min(1) }

/** What the host asks of the program that keeps its terminals; `pty` is a number that the host gives. */
export const orderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    pty,
    file: z.string(),
    args: z.array(z.string()),
    cwd: z.string(),
    within: z.string().optional(),
    env: z.record(z.string(), z.string()),
    ...size,
  }),
  z.object({ kind: z.literal('write'), pty, text: z.string() }),
  z.object({ kind: z.literal('resize'), pty, ...size }),
  z.object({ kind: z.literal('hang-up'), pty }),
])

export type Order = z.infer<typeof orderSchema>
export type OpenOrder = Extract<Order, { kind: 'open' }>

/** What it says besides output. Of one `pty`: `opened` or `refused`, and `ended` after the last output. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), pty }),
  z.object({
    kind: z.literal('refused'),
    pty,
    problem: z.enum(['folder-missing', 'folder-elsewhere', 'program-missing', 'no-terminal']),
    detail: z.string(),
  }),
  z.object({ kind: z.literal('ended'), pty, code: z.number().nullable(), signal: z.string().nullable() }),
])

export type Report = z.infer<typeof reportSchema>
export type Refused = Extract<Report, { kind: 'refused' }>
