export interface FakeLaunch {
  /** Whether no other instance runs. */
  first: boolean
  /** What was handed to the one that runs. */
  handedOver: unknown
}

export const defaultLaunch: FakeLaunch = { first: true, handedOver: null }
