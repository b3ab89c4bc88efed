import { expect, test } from './support/fixtures'

test('opened outside Bitrix24, pages explain themselves', async ({ page, world }) => {
  for (const path of ['/', '/install', '/placements/task-view-tab']) {
    const answer = await page.goto(world.app.origin + path)
    expect(answer?.status()).toBe(200)
    await expect(page.getByTestId('page-outside')).toBeVisible()
  }
})

test('a page nobody has proven may be framed by nobody', async ({ world }) => {
  const answer = await fetch(`${world.app.origin}/`)
  expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors \'none\'')
  expect(answer.headers.get('x-frame-options')).toBeNull()
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(answer.headers.get('set-cookie')).toBeNull()
})

test('the two addresses of the card answer HEAD, and health answers', async ({ world }) => {
  for (const path of ['/', '/install']) {
    expect((await fetch(world.app.origin + path, { method: 'HEAD' })).status, path).toBe(200)
  }
  for (const path of ['/healthz', '/readyz']) {
    expect((await fetch(world.app.origin + path)).status, path).toBe(200)
  }
})

test('an unknown address of the API answers in its own words', async ({ world }) => {
  const answer = await fetch(`${world.app.origin}/api/nothing-here`)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } })
})

test('a page refuses other verbs with a code', async ({ world }) => {
  for (const path of ['/', '/install']) {
    const answer = await fetch(world.app.origin + path, { method: 'PUT' })
    expect(answer.status, path).toBe(405)
    expect(answer.headers.get('allow'), path).toBe('GET, HEAD, POST')
    expect(await answer.json(), path).toMatchObject({ error: { code: 'method_not_allowed' } })
  }
})

test('the API answers nobody without a session', async ({ world }) => {
  for (const path of ['/api/session', '/api/notes?subject=task:31', '/api/notes/recent']) {
    const answer = await fetch(world.app.origin + path)
    expect(answer.status, path).toBe(401)
    expect(await answer.json(), path).toMatchObject({ error: { code: 'session_missing' } })
  }
})
