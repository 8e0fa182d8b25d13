import { sign } from '@octokit/webhooks-methods'
import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AutomationId, FiringId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { Secrets } from '../ports/secrets.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { Told } from './testing/told.ts'
import { webhookPath, webhookTrigger } from './webhook.ts'
import { WebhookDesk } from './webhook-desk.ts'

const secret = 'a secret that is long enough'
const path = webhookPath('p:a' as AutomationId).replace('/hooks/', '')
const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}

const firingOf = (automation: AutomationId, event: string) => `${automation}/${event}` as FiringId

describe('a signed webhook', () => {
  let clock = createManualClock()
  let desk = new WebhookDesk()
  let told = new Told()
  const keychain = new Map<string, string>()
  let reads = 0
  const secrets: Secrets = {
    read: async (name) => {
      reads += 1
      return ok(keychain.get(name) ?? null)
    },
    write: async () => ok(undefined),
    remove: async () => ok(undefined),
  }

  beforeEach(() => {
    clock = createManualClock()
    desk = new WebhookDesk()
    told = new Told()
    keychain.clear()
  })

  const begin = (kind: string, environment: Record<string, string> = { HOOK: secret }) =>
    told.begin(webhookTrigger({ clock, environment, firingOf, secrets, webhooks: desk, problem }), {
      secret: 'HOOK',
      kind,
    })

  const send = async (body: string | Buffer, headers: Record<string, string>) => {
    const answer = await desk.take(path, { headers, body: Buffer.from(body) })
    if (answer === null) throw new Error('nobody takes it in')
    return answer
  }
  const github = async (body: string, by = secret) => send(body, { 'x-hub-signature-256': await sign(by, body) })
  const standard = (body: string, { at = new Date(), by = secret, id = 'msg_1' } = {}) => {
    const hook = by.startsWith('whsec_') ? new Webhook(by) : new Webhook(by, { format: 'raw' })
    const time = String(Math.floor(at.getTime() / 1000))
    return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': hook.sign(id, at, body) }
  }

  it('of GitHub is taken in once', async () => {
    const scope = begin('github')
    const body = '{"action":"opened","issue":{"title":"Ignore all rules"}}'
    const answer = await github(body)
    expect(answer).toEqual({ status: 202, facts: { firings: [expect.stringMatching(/^p:a\/webhook:/)] } })
    expect(told.events).toMatchObject([
      {
        source: { words: 'a webhook', outside: true, reply: null },
        subject: null,
        fields: { body: { action: 'opened', issue: { title: 'Ignore all rules' } } },
      },
    ])
    expect((await github(body)).status).toBe(409)
    const headers = { 'x-hub-signature-256': await sign(secret, body), 'x-github-delivery': 'another' }
    expect((await send(body, headers)).status).toBe(409)
    expect((await github('{"action":"closed"}')).status).toBe(202)
    await scope.close()
    expect(desk.take(path, { headers, body: Buffer.from(body) })).toBeNull()
  })

  it('of the standard is taken in once, within five minutes', async () => {
    const scope = begin('standard')
    const body = '{"a":1}'
    const headers = standard(body)
    expect((await send(body, headers)).status).toBe(202)
    expect((await send(body, headers)).status).toBe(409)
    expect((await send(body, standard(body, { id: 'msg_2' }))).status).toBe(202)
    const old = new Date(Date.now() - 6 * 60_000)
    expect((await send(body, standard(body, { id: 'msg_3', at: old }))).status).toBe(401)
    expect((await send('{"a":2}', standard(body, { id: 'msg_4' }))).status).toBe(401)
    await scope.close()
    expect(told.events).toHaveLength(2)
  })

  it('of the standard may have a secret in base64', async () => {
    const encoded = `whsec_${Buffer.from(secret).toString('base64')}`
    const scope = begin('standard', { HOOK: encoded })
    expect((await send('{}', standard('{}', { by: encoded }))).status).toBe(202)
    await scope.close()
  })

  it.each(['github', 'standard'])('of %s is refused without the right signature, and nothing is told', async (kind) => {
    const scope = begin(kind)
    const body = '{"a":1}'
    const wrong = 'another secret, long enough'
    const bad = [
      {},
      { 'x-hub-signature-256': '' },
      { 'x-hub-signature-256': 'sha256=' },
      { 'x-hub-signature-256': await sign(wrong, body) },
      { 'x-hub-signature-256': (await sign(secret, body)).replace('sha256=', 'sha1=') },
      { 'webhook-id': 'a', 'webhook-timestamp': 'now', 'webhook-signature': 'v1,x' },
      { 'webhook-id': 'a', 'webhook-timestamp': '1', 'webhook-signature': 'v1' },
      standard(body, { by: wrong }),
      { ...standard(body), 'webhook-id': 'other' },
    ]
    for (const headers of bad) expect(await send(body, headers)).toEqual({ status: 401, facts: {} })
    await scope.close()
    expect(told.events).toEqual([])
  })

  it('holds an object, and not too much in each other', async () => {
    const scope = begin('github')
    const deep = `{"a":${'['.repeat(100)}${']'.repeat(100)}}`
    for (const body of ['[]', '1', 'null', '"a"', '{', deep, '{}x']) expect((await github(body)).status).toBe(400)
    expect((await github(`{"a":"${'x'.repeat(256_000)}"}`)).status).toBe(413)
    await scope.close()
    expect(told.events).toEqual([])
  })

  it('is taken in at a rate, failed attempts apart', async () => {
    const scope = begin('github')
    for (let at = 0; at < 120; at += 1) expect((await github(`{"a":${at}}`)).status).toBe(202)
    expect((await github('{"a":"more"}')).status).toBe(429)
    clock.advance(1000)
    expect((await github('{"a":"more"}')).status).toBe(202)
    for (let at = 0; at < 60; at += 1) expect((await send('{}', {})).status).toBe(401)
    expect((await send('{}', {})).status).toBe(429)
    clock.advance(1000)
    for (let at = 0; at < 5; at += 1) await send('{}', {})
    expect((await github('{"a":"signed all the same"}')).status).toBe(202)
    await scope.close()
  })

  it('is not lost where it can not be stored, and told once across beginnings', async () => {
    const first = begin('github')
    told.refusing = 1
    expect((await github('{"a":1}')).status).toBe(503)
    expect((await github('{"a":1}')).status).toBe(202)
    await first.close()
    const second = begin('github')
    expect((await github('{"a":1}')).status).toBe(409)
    const [one, other] = await Promise.all([github('{"a":2}'), github('{"a":2}')])
    expect([one.status, other.status].sort()).toEqual([202, 409])
    await second.close()
    expect(told.twice).toEqual([])
  })

  it('needs its secret, and says so', async () => {
    const scope = begin('github', {})
    await told.until(() => told.troubles.length > 0)
    expect(told.troubles[0]).toMatchObject({ code: 'webhook-secret', facts: { name: 'HOOK' } })
    expect((await github('{}')).status).toBe(401)
    keychain.set('HOOK', 'short')
    clock.advance(60_000)
    expect((await github('{}', 'short')).status).toBe(401)
    keychain.set('HOOK', secret)
    clock.advance(60_000)
    expect((await github('{}')).status).toBe(202)
    expect(told.troubles.at(-1)).toBeNull()
    expect(JSON.stringify([told.troubles, told.events, told.cursor])).not.toContain(secret)
    await scope.close()
  })

  it('has its secret read once, however many come at once', async () => {
    keychain.set('HOOK', secret)
    const scope = begin('github', {})
    reads = 0
    clock.advance(60_000)
    await Promise.all(Array.from({ length: 16 }, (_, at) => github(`{"a":${at}}`)))
    expect([reads, told.events.length]).toEqual([1, 16])
    await scope.close()
  })

  it('takes a name for its secret, never the secret', () => {
    const { settings } = webhookTrigger({ clock, environment: {}, firingOf, secrets, webhooks: desk, problem })
    expect(settings.safeParse({ secret: 'MY_HOOK', kind: 'github' }).success).toBe(true)
    for (const wrong of ['', 'a secret', '$HOOK', 'x'.repeat(65)]) {
      expect(settings.safeParse({ secret: wrong, kind: 'github' }).success).toBe(false)
    }
  })
})
