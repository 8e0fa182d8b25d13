/** What of the tab is open: everything at a glance, or one thing of it whole. */
export type View =
  | { readonly kind: 'all' }
  /** With a thread, or `host`. */
  | { readonly kind: 'conversation'; readonly other: string }
  | { readonly kind: 'negotiation'; readonly negotiation: string }
  | { readonly kind: 'contract'; readonly contract: string }

export type OpenView = (view: View) => void
