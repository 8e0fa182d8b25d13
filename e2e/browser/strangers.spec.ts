import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { threadId } from '../../src/main/gateway/testing/host-fixture.ts'
import { builtPage } from './support/built.ts'
import { conversationOf } from './support/conversation.ts'
import { complaintsOf, connected, tokenKey } from './support/open-page.ts'
import { type PageHost, startPageHost, startTurn } from './support/page-host.ts'
import { StrangersSite } from './support/strangers-site.ts'

/** Of the data folder of the page's host, as `startPageHost` gives it. */
const hostToken = 'token'

let host: PageHost
let site: StrangersSite
let before: number

test.beforeEach(async () => {
  host = await startPageHost(builtPage())
  site = await StrangersSite.open()
  before = host.fixture.engine.sequence
})

test.afterEach(async () => {
  // Whatever a stranger tried, nothing came of it.
  expect(host.fixture.engine.sequence).toBe(before)
  await site.close()
  await host.close()
})

const address = () => host.link().replace(/\/#.*/, '')
const codeOf = (link: string) => new URL(link).hash.replace('#code=', '')
const rpc = (url = address()) => `${url.replace('http', 'ws')}/rpc`

/** How a socket of a page ends that sends `first` once it is open, and what it was told. */
function socketFrom(page: Page, url: string, first: string = JSON.stringify({ token: hostToken })) {
  return page.evaluate(
    ([to, text]) =>
      new Promise<{ opened: boolean; told: string[]; code: number }>((resolve) => {
        const socket = new WebSocket(to)
        const seen = { opened: false, told: [] as string[] }
        socket.onopen = () => {
          seen.opened = true
          socket.send(text)
        }
        socket.onmessage = (event) => {
          seen.told.push(String(event.data))
          socket.close()
        }
        socket.onclose = ({ code }) => resolve({ ...seen, code })
      }),
    [url, first] as const,
  )
}

const neverOpened = { opened: false, told: [], code: 1006 }

async function signedOut(page: Page): Promise<void> {
  await expect(page.getByText('This tab is not signed in to the host.')).toBeVisible()
  expect(await page.evaluate((key) => sessionStorage.getItem(key), tokenKey)).toBeNull()
}

/** The only way in still works, with a code that a stranger tried to use. */
async function stillGood(page: Page, link: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(link)
  await connected(page)
}

test.describe('a page of another site gets nothing by', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(site.url)
  })

  for (const path of ['/', '/session', '/rpc', '/index.html']) {
    test(`reading ${path}`, async ({ page }) => {
      const answered = await page.evaluate(
        (url) =>
          fetch(url).then(
            (answer) => answer.status,
            (error: Error) => error.name,
          ),
        address() + path,
      )
      expect(answered).toBe('TypeError')
    })
  }

  test('reading without asking to see the answer', async ({ page }) => {
    const read = page.evaluate(async (url) => {
      const answer = await fetch(url, { mode: 'no-cors' })
      return (await answer.text()).length
    }, `${address()}/`)
    // Of a picture, script or style it would not even see the text: the browser keeps the answer from it.
    expect(await read.catch(() => 0)).toBe(0)
  })

  for (const type of ['application/json', 'text/plain']) {
    test(`exchanging a code that it has seen, sent as ${type}`, async ({ page }) => {
      const link = host.link()
      const given = { url: `${address()}/session`, code: codeOf(link), type }
      const token = await page.evaluate(async ({ url, code, type }) => {
        const request = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify({ code }) }
        const answer = await fetch(url, request).catch((error: Error) => error.name)
        return typeof answer === 'string' ? answer : answer.text()
      }, given)
      expect(token).toBe('TypeError')
      await stillGood(page, link)
    })
  }

  test('posting a form', async ({ page }) => {
    const link = host.link()
    const given = { url: `${address()}/session`, code: codeOf(link) }
    await page.evaluate(({ url, code }) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'POST', action: url, enctype: 'text/plain' })
      const field = document.createElement('input')
      // Encoded as plain text, name and value make a body that is JSON.
      Object.assign(field, { name: `{"code":"${code}","x":"`, value: '"}' })
      form.append(field)
      document.body.append(form)
      form.submit()
    }, given)
    await expect(page.getByText('foreign-request')).toBeVisible()
    await stillGood(page, link)
  })

  test('opening a socket, even with a token that is right', async ({ page }) => {
    expect(await socketFrom(page, rpc())).toEqual(neverOpened)
  })

  test('showing the page in a frame', async ({ page }) => {
    await page.evaluate((url) => {
      const frame = document.createElement('iframe')
      frame.src = url
      document.body.append(frame)
    }, host.link())
    await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/)
    await expect(page.frameLocator('iframe').getByRole('navigation', { name: 'Screens' })).toHaveCount(0)
  })

  test('opening the page in a window and talking to it', async ({ page }) => {
    const opened = page.waitForEvent('popup')
    await page.evaluate((url) => {
      Object.assign(globalThis, { other: open(url) })
    }, `${address()}/`)
    const other = await opened
    await signedOut(other)
    expect(await other.evaluate(() => opener)).toBeNull()
    const reach = await page.evaluate(() => {
      const { other: window } = globalThis as unknown as { other: Window }
      window.postMessage({ type: 'switchyard:ports' }, '*')
      return { closed: window.closed, frames: window.length }
    })
    expect(reach).toEqual({ closed: true, frames: 0 })
  })

  test('including files of the page as script, style, picture or module', async ({ page }) => {
    const link = host.link()
    const names = await page.context().newPage()
    await names.goto(link)
    await connected(names)
    const files = await names.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name))
    await names.close()
    const scripts = files.filter((name) => name.endsWith('.js'))
    const styles = files.filter((name) => name.endsWith('.css'))
    expect(scripts.length * styles.length).toBeGreaterThan(0)
    const loaded = await page.evaluate(
      async ({ script, style }) => {
        const include = (tag: 'script' | 'link' | 'img', fields: object) =>
          new Promise<string>((resolve) => {
            const element = Object.assign(document.createElement(tag), fields)
            element.onload = () => resolve('loaded')
            element.onerror = () => resolve('refused')
            document.body.append(element)
          })
        return [
          await include('script', { src: script }),
          await include('script', { src: script, type: 'module' }),
          await include('link', { href: style, rel: 'stylesheet' }),
          await include('img', { src: style }),
        ]
      },
      { script: scripts[0] ?? '', style: styles[0] ?? '' },
    )
    expect(loaded).toEqual(['refused', 'refused', 'refused', 'refused'])
  })
})

test.describe('a name that somebody points at this machine gets nothing by', () => {
  // Browsers resolve every name below localhost to this machine, as a rebound name would be.
  const rebound = () => address().replace('127.0.0.1', 'evil.localhost')

  test('opening the page', async ({ page }) => {
    const answer = await page.goto(rebound())
    expect(answer?.status()).toBe(403)
    expect(await answer?.text()).toContain('foreign-request')
  })

  test('exchanging a code', async ({ page }) => {
    const link = host.link()
    await page.goto(rebound())
    const status = await page.evaluate(async (code) => {
      const answer = await fetch('/session', { method: 'POST', body: JSON.stringify({ code }) })
      return answer.status
    }, codeOf(link))
    expect(status).toBe(403)
    await stillGood(page, link)
  })

  test('opening a socket', async ({ page }) => {
    await page.goto(rebound())
    const status = page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url)
          socket.onopen = () => resolve('opened')
          socket.onerror = () => resolve('refused')
        }),
      rpc(rebound()),
    )
    expect(await status).toBe('refused')
  })
})

test.describe('a file on this machine, opened in the browser, gets nothing by', () => {
  test.beforeEach(async ({ page }, info) => {
    const file = info.outputPath('stranger.html')
    writeFileSync(file, '<!doctype html><title>A file</title>')
    await page.goto(pathToFileURL(file).href)
  })

  test('reading', async ({ page }) => {
    const url = `${address()}/`
    expect(await page.evaluate((to) => fetch(to).catch((error: Error) => error.name), url)).toBe('TypeError')
  })

  test('opening a socket', async ({ page }) => {
    expect(await socketFrom(page, rpc())).toEqual(neverOpened)
  })
})

test.describe('who opens the page without a right stays out', () => {
  const tries: readonly (readonly [string, () => Promise<string> | string])[] = [
    ['without a code', () => `${address()}/`],
    ['with a wrong code', () => `${address()}/#code=wrong`],
    ['with an empty code', () => `${address()}/#code=`],
    ['with the token of the data folder as code', () => `${address()}/#code=${hostToken}`],
    ['with a token in the address', () => `${address()}/?token=${hostToken}#token=${hostToken}`],
    [
      'with a code that gave way to newer ones',
      () => {
        const first = host.link()
        for (let more = 0; more < 16; more += 1) host.link()
        return first
      },
    ],
  ]
  for (const [what, link] of tries) {
    test(what, async ({ page }) => {
      await page.goto(await link())
      await signedOut(page)
      expect(page.url()).not.toContain('code')
    })
  }

  test('with a code that somebody used before', async ({ page, context }) => {
    const link = host.link()
    await page.goto(link)
    await connected(page)
    const second = await context.newPage()
    await second.goto(link)
    await signedOut(second)
    await page.reload()
    await connected(page)
  })

  test('with the session of another host', async ({ page }) => {
    const other = await startPageHost(builtPage(), 'another-token')
    await page.goto(other.link())
    await connected(page)
    const token = await page.evaluate((key) => sessionStorage.getItem(key), tokenKey)
    await other.close()
    await page.goto(`${address()}/`)
    await page.evaluate(([key, value]) => sessionStorage.setItem(key, value), [tokenKey, token ?? ''] as const)
    await page.reload()
    await signedOut(page)
  })
})

test.describe('a socket is closed that begins with', () => {
  const tries: readonly (readonly [string, string, number])[] = [
    ['no token', '{}', 4401],
    ['no JSON', 'let me in', 4401],
    ['null', 'null', 4401],
    ['a wrong token', JSON.stringify({ token: 'wrong' }), 4401],
    ['a token that is a list', JSON.stringify({ token: [hostToken] }), 4401],
    ['a token in too long a message', JSON.stringify({ token: hostToken, more: 'x'.repeat(2000) }), 4401],
    ['seventeen megabytes', 'x'.repeat(17 * 1024 * 1024), 1009],
  ]
  test('anything but a right token', async ({ page }) => {
    // The host's own page, so that nothing but the message is wrong.
    await page.goto(`${address()}/`)
    for (const [what, first, code] of tries) {
      await test.step(what, async () => {
        expect(await socketFrom(page, rpc(), first)).toEqual({ opened: true, told: [], code })
      })
    }
  })

  test('a token in its address', async ({ page }) => {
    await page.goto(`${address()}/`)
    expect(await socketFrom(page, `${rpc()}?token=${hostToken}`)).toEqual(neverOpened)
  })

  test('a right token, and goes on with what is no protocol', async ({ page }) => {
    await page.goto(`${address()}/`)
    const closed = await page.evaluate(
      ([url, token]) =>
        new Promise<number>((resolve) => {
          const socket = new WebSocket(url)
          socket.onopen = () => socket.send(JSON.stringify({ token }))
          socket.onmessage = () => socket.send('{"i":1}')
          socket.onclose = ({ code }) => resolve(code)
        }),
      [rpc(), hostToken] as const,
    )
    expect(closed).toBe(4400)
  })
})

test.describe('a page that is signed in', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(host.link())
    await connected(page)
  })

  test('takes no ports from a frame that claims to be the shell', async ({ page }) => {
    await page.evaluate(() => document.body.append(document.createElement('iframe')))
    const frame = page.frames().at(-1)
    const heard = await frame?.evaluate(async () => {
      const heard: unknown[] = []
      const channels = [new MessageChannel(), new MessageChannel(), new MessageChannel()]
      for (const { port1 } of channels) port1.onmessage = ({ data }) => heard.push(data)
      const ports = channels.map(({ port2 }) => port2)
      parent.postMessage({ type: 'switchyard:ports' }, '*', ports)
      // A message to the frame itself comes after everything the page could have answered at once.
      await new Promise((resolve) => {
        addEventListener('message', resolve, { once: true })
        parent.requestAnimationFrame(() => parent.requestAnimationFrame(() => postMessage('later')))
      })
      return heard
    })
    expect(heard).toEqual([])
    await connected(page)
  })

  test('keeps its token in this tab only, and nowhere that outlives it', async ({ page, context }) => {
    const token = await page.evaluate((key) => sessionStorage.getItem(key), tokenKey)
    expect(token).not.toBeNull()
    const found = await page.evaluate(async (secret) => {
      const databases = await indexedDB.databases()
      const local = JSON.stringify(Object.entries(localStorage)).includes(secret)
      const state = JSON.stringify(history.state) ?? ''
      return {
        databases: databases.length,
        local,
        state: state.includes(secret),
        address: location.href.includes(secret),
      }
    }, token ?? '')
    expect(found).toEqual({ databases: 0, local: false, state: false, address: false })
    expect(await context.cookies()).toEqual([])
    expect(page.url()).not.toContain('code')
  })

  test('forgets a token that the host no longer takes', async ({ page }) => {
    await page.evaluate((key) => sessionStorage.setItem(key, 'spoiled.token'), tokenKey)
    await page.reload()
    await signedOut(page)
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
      'spoiled',
    )
  })
})

test.describe('what an agent writes can not', () => {
  /** Each with the words that prove that it was drawn. */
  const texts: readonly (readonly [string, (site: string) => string, string])[] = [
    ['fetch a picture', (url) => `Seen ![a picture](${url}picture.png) here`, 'Seen'],
    ['fetch a picture by markup', (url) => `Seen <img src="${url}picture.png" onerror="fetch('${url}')"> here`, 'Seen'],
    ['run a script', (url) => `Seen <script>fetch('${url}')</script><svg onload="fetch('${url}')"></svg> here`, 'Seen'],
    ['show a page in a frame', (url) => `Seen <iframe src="${url}"></iframe><object data="${url}"></object>`, 'Seen'],
    ['load a style', (url) => `Seen <style>@import '${url}';</style><link rel="stylesheet" href="${url}">`, 'Seen'],
    ['send a form', (url) => `Seen <form action="${url}"><button autofocus>Go</button></form>`, 'Seen'],
    ['draw formulas or diagrams that fetch', (url) => `Seen\n\n\`\`\`mermaid\nimg["${url}"]\n\`\`\``, 'Seen'],
  ]
  for (const [what, textOf, proof] of texts) {
    test(what, async ({ page }) => {
      const { conversation, complaints } = await say(page, textOf(site.url))
      await expect(conversation.getByText(proof).first()).toBeVisible()
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
      expect(site.asked).toEqual([])
      expect(complaints).toEqual([])
      await expect(conversation.getByRole('button', { name: 'Go' })).toHaveCount(0)
    })
  }

  for (const scheme of [
    'javascript:document.title="taken"',
    'data:text/html,<p>x',
    'file:///etc/passwd',
    'vbscript:x',
  ]) {
    test(`make a link of ${scheme}`, async ({ page }) => {
      const { conversation, complaints } = await say(
        page,
        `Press [this link](${scheme}) now, <a href='${scheme}'>or this</a>`,
      )
      const address = page.url()
      await conversation.getByText('this link').first().click()
      await expect(conversation.getByRole('link', { name: 'this link' })).toHaveCount(0)
      expect(page.url()).toBe(address)
      expect(await page.title()).not.toBe('taken')
      expect(complaints).toEqual([])
    })
  }
})

/** A page that shows this message of an agent's. */
async function say(page: Page, text: string) {
  const complaints = complaintsOf(page)
  const thread = threadId('one')
  await startTurn(host.fixture, 'one')
  await host.fixture.transcripts.open(thread)
  host.fixture.transcripts.put(thread, { entry: 'said', kind: 'message', head: {}, text })
  before = host.fixture.engine.sequence
  await page.goto(host.link())
  await connected(page)
  await page.goto(`${address()}/#/board?thread=one`)
  return { conversation: conversationOf(page), complaints }
}
