import type { Model } from '../../shared/domain/model.ts'
import { useHost } from './store.ts'

const patienceMs = 30_000

/** Until the model is so, or for as long as somebody may still want to know: half a minute. */
export function untilModel(isSo: (model: Model) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(limit)
      stop()
      resolve()
    }
    const limit = setTimeout(settle, patienceMs)
    const stop = useHost.subscribe(({ model }) => {
      if (isSo(model)) settle()
    })
    if (isSo(useHost.getState().model)) settle()
  })
}
