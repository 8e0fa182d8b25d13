const expanders = '[role="button"][data-expand-button]'
const prepared = new WeakSet<ShadowRoot>()

/** Gives the renderer's own controls what it leaves out: a name, and a way to them by keyboard. */
export function reachDiff(container: HTMLElement): void {
  const tree = container.shadowRoot
  if (tree === null) return
  for (const code of tree.querySelectorAll<HTMLElement>('code[data-code]')) code.tabIndex = 0
  for (const expander of tree.querySelectorAll<HTMLElement>(expanders)) {
    expander.tabIndex = 0
    expander.ariaLabel = nameOf(expander)
  }
  if (prepared.has(tree)) return
  prepared.add(tree)
  tree.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return
    const control = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(expanders) : null
    if (control === null) return
    event.preventDefault()
    control.click()
  })
}

function nameOf(expander: HTMLElement): string {
  if ('expandUp' in expander.dataset) return 'Show unchanged lines above'
  return 'expandDown' in expander.dataset ? 'Show unchanged lines below' : 'Show unchanged lines'
}
