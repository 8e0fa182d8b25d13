import { create } from 'zustand'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { DesktopApi } from './desktop-api.ts'
import type { HostApi } from './host-api.ts'

export type LinkStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online'; readonly readOnly: Failure | null }
  | { readonly kind: 'offline' }
  /** Nothing that this page could do by itself. */
  | { readonly kind: 'ended'; readonly failure: Failure }

export interface HostState {
  readonly status: LinkStatus
  /** Set while there is a line to the host. */
  readonly api: HostApi | null
  /** What only a desktop window can do, while its shell is there; null in a browser. */
  readonly desktop: DesktopApi | null
  /** What is known to be so, with what was asked for and not refused yet. */
  readonly model: Model
  /** Grows with every change of the model, whose tables change in place. */
  readonly revision: number
  /** Whether the model was ever complete. */
  readonly loaded: boolean
}

export const useHost = create<HostState>(() => ({
  status: { kind: 'connecting' },
  api: null,
  desktop: null,
  model: new MemoryModel().model,
  revision: 0,
  loaded: false,
}))
