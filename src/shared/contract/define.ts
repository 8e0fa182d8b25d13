import { oc } from '@orpc/contract'
import { rejections } from './envelope.ts'

/** Where every procedure begins, so that all share the same rejections. */
export const procedure = oc.errors(rejections)
