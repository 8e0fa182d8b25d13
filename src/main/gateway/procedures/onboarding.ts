import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

export function onboardingProcedures({ repositories }: HostServices) {
  return {
    makeSample: implementer.onboarding.makeSample.handler(async ({ errors }) => {
      const sample = await repositories.makeSample()
      if (!sample.ok) throw errors.REFUSED({ message: sample.error.message, data: sample.error })
      return sample.value
    }),
  }
}
