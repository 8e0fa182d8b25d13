import { aggregates, type Model } from '../../../shared/domain/model.ts'

/** A model as plain values that can be compared, in whatever order it was filled. */
export function modelOf(model: Model) {
  return Object.fromEntries(
    aggregates.map((aggregate) => [
      aggregate,
      Object.fromEntries([...model[aggregate].values()].map((state) => [state.id, state])),
    ]),
  )
}
