import { expect, type Locator, type Page } from '@playwright/test'

/** How a person reaches what is on the screen. */
export interface Hands {
  readonly page: Page
  /** Does what a button, tab or option does. */
  press(control: Locator): Promise<void>
  /** Writes into a field in place of what stands there. */
  write(field: Locator, text: string): Promise<void>
  /** Writes at the end of a text that is being edited. */
  append(field: Locator, text: string): Promise<void>
  /** Saves the text that is being edited. */
  save(): Promise<void>
  /** From the editor back to the change. */
  leaveEditor(): Promise<void>
  /** Opens a thread of the board beside it. */
  open(row: Locator): Promise<void>
  /** Opens the form for a comment on the line that says this, in the change that is shown. */
  commentOn(change: Locator, line: string): Promise<void>
}

export class Mouse implements Hands {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async press(control: Locator): Promise<void> {
    await control.click()
  }

  async write(field: Locator, text: string): Promise<void> {
    await field.click()
    await field.fill(text)
  }

  async append(field: Locator, text: string): Promise<void> {
    await expect(field).toBeFocused()
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.insertText(text)
  }

  async save(): Promise<void> {
    await this.press(this.page.getByRole('button', { name: /^Save/ }))
  }

  async leaveEditor(): Promise<void> {
    await this.press(this.page.getByRole('button', { name: /^Back to the change/ }))
  }

  async open(row: Locator): Promise<void> {
    await row.getByRole('rowheader').click()
  }

  async commentOn(change: Locator, line: string): Promise<void> {
    const text = change.getByText(line, { exact: true }).first()
    // A line is drawn anew when its colours come: for a moment there is none to measure.
    await expect(async () => {
      const box = await text.boundingBox({ timeout: 1000 })
      if (box === null) throw new Error(`the line ${line} is not in view`)
      // Numbers stand left of the text, in a column of their own.
      await this.page.mouse.click(box.x - 16, box.y + box.height / 2)
    }).toPass({ timeout: 15_000 })
  }
}

/** No more presses of Tab than this lead to anything on a screen. */
const farthest = 150

/** Nothing but keys; every control must be reached by Tab and show that it has the focus. */
export class Keyboard implements Hands {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async press(control: Locator): Promise<void> {
    await this.#reach(control)
    await expect(control).toBeEnabled()
    await this.page.keyboard.press('Enter')
  }

  async write(field: Locator, text: string): Promise<void> {
    await this.#reach(field)
    await this.page.keyboard.press('Control+a')
    await this.page.keyboard.insertText(text)
  }

  async append(field: Locator, text: string): Promise<void> {
    await expect(field).toBeFocused()
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.insertText(text)
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s')
  }

  /** Tab writes in the editor; Escape leads out of it. */
  async leaveEditor(): Promise<void> {
    await this.page.keyboard.press('Escape')
  }

  async open(row: Locator): Promise<void> {
    const grid = this.page.getByRole('grid', { name: 'Threads' })
    await this.#reach(grid)
    await this.page.keyboard.press('Home')
    for (let pressed = 0; pressed < farthest; pressed += 1) {
      if ((await row.getAttribute('id')) === (await grid.getAttribute('aria-activedescendant'))) break
      await this.page.keyboard.press('j')
    }
    await this.page.keyboard.press('Enter')
  }

  async commentOn(change: Locator): Promise<void> {
    await expect(change).toBeVisible()
    await this.page.keyboard.press(']')
    await this.page.keyboard.press('c')
  }

  async #reach(control: Locator): Promise<void> {
    await expect(control).toBeVisible()
    for (let pressed = 0; pressed < farthest; pressed += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) {
        await expect.poll(() => control.evaluate(showsFocus), 'the focus is to be seen').toBe(true)
        return
      }
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to ${control}`)
  }
}

/** Whether the element, or what it is drawn in, has a ring, a line or a shadow of the focus' own. */
function showsFocus(element: Element): boolean {
  const active = element.getAttribute('aria-activedescendant')
  const marked = active === null ? null : document.getElementById(active)
  for (
    let shown: Element | null = marked ?? element, up = 0;
    shown !== null && up < 3;
    shown = shown.parentElement, up += 1
  ) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown)
    if ((outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none') return true
  }
  // A field without a frame of its own shows the caret.
  return element.matches('input, textarea, [contenteditable]')
}
