import { type } from '@orpc/contract'
import { procedure } from '../define.ts'

export interface SampleTask {
  readonly title: string
  /** A script for the scripted agent. */
  readonly prompt: string
  /** What to send next, in plain words, to see the task through. */
  readonly followUp?: { readonly label: string; readonly prompt: string }
}

export interface Sample {
  /** Absolute path of the new repository. */
  readonly repository: string
  readonly tasks: readonly SampleTask[]
}

export const onboardingChannel = {
  /** Makes a small real repository and answers with the tasks to dispatch on it. Every call makes a new one. */
  makeSample: procedure.output(type<Sample>()),
}
