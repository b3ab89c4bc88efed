import { setTimeout as sleep } from 'node:timers/promises'
import { people, tasks } from '../../e2e/support/acme'
import type { Who } from '../../e2e/support/acme'
import { formOf, newNote, sendEvent, sendLaunch } from '../../e2e/support/wire'
import type { World } from '../../e2e/support/world'
import type { Random } from '../../support/random'
import type { BusyPortal } from './portals'
import { taskFrame, workers } from './portals'

/** Somebody who does something on a portal. */
export interface Visit { world: World, random: Random, portal: BusyPortal, who: Who }

export interface Kind {
  name: string
  /** How often, among all. */
  weight: number
  /** @returns whatever was answered, to be looked through for what is another portal's. @throws when the answer is not as it should be */
  act: (visit: Visit) => Promise<string>
}

const subject = `task:${tasks.everybody}`

/** What people and Bitrix24 ask of the app in an hour, mixed. */
export const kinds: readonly Kind[] = [
  { name: 'launch, known caller', weight: 28, act: ({ random, portal }) => launch(random.pick(portal.frames).task) },
  { name: 'launch, first sight', weight: 4, act: ({ world, portal, who }) => launch(taskFrame(world, portal.key, who)) },
  { name: 'background worker', weight: 20, act: ({ random, portal }) => launch(random.pick(portal.frames).worker) },
  { name: 'list', weight: 15, act: visit => call(visit, 'GET', `/api/notes?subject=${subject}`) },
  { name: 'write', weight: 10, act: write },
  { name: 'edit', weight: 5, act: visit => change(visit, text => `${text} edited`) },
  { name: 'tick', weight: 3, act: tick },
  { name: 'search', weight: 5, act: visit => call(visit, 'POST', '/api/search', { text: 'delivery' }) },
  { name: 'settings', weight: 3, act: visit => call({ ...visit, who: 'admin' }, 'GET', '/api/admin/settings') },
  { name: 'event', weight: 4, act: event },
  { name: 'live stream', weight: 3, act: listen },
]

async function textOf(answer: Response): Promise<string> {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${text.slice(0, 300)}`)
  return text
}

const launch = async (frame: Parameters<typeof formOf>[0] & { action: string }) => textOf(await sendLaunch(frame.action, formOf(frame)))

const call = async ({ portal, who }: Visit, method: string, path: string, body?: unknown) => textOf(await portal.clients[who].call(method, path, body))

async function write(visit: Visit): Promise<string> {
  const { random, portal, who } = visit
  const text = `${portal.mark} delivery\n\n- [ ] one\n- [ ] two`
  const note = { ...newNote(text), id: random.uuid() }
  const answer = await call(visit, 'POST', '/api/notes', note)
  portal.notes.push({ id: note.id, author: who, text, version: 1 })
  return answer
}

/** Changes a note that nobody else changes now; where there is none yet, one is written. */
async function change(visit: Visit, edited: (text: string) => string): Promise<string> {
  const { portal, random } = visit
  const free = portal.notes.filter(({ id }) => !portal.taken.has(id))
  if (free.length === 0) return write(visit)
  const note = random.pick(free)
  portal.taken.add(note.id)
  try {
    const text = edited(note.text)
    const answer = await call({ ...visit, who: note.author }, 'PATCH', `/api/notes/${note.id}`, { text, version: note.version })
    Object.assign(note, { text, version: note.version + 1 })
    return answer
  }
  finally {
    portal.taken.delete(note.id)
  }
}

async function tick(visit: Visit): Promise<string> {
  const { portal, random } = visit
  const free = portal.notes.filter(({ id, text }) => !portal.taken.has(id) && text.includes('- [ ] one'))
  if (free.length === 0) return write(visit)
  const note = random.pick(free)
  portal.taken.add(note.id)
  try {
    const answer = await call(visit, 'PATCH', `/api/notes/${note.id}`, { tick: { task: 0, done: true }, version: note.version })
    Object.assign(note, { text: note.text.replace('- [ ] one', '- [x] one'), version: note.version + 1 })
    return answer
  }
  finally {
    portal.taken.delete(note.id)
  }
}

/** A new version of the app reaches the portal. */
async function event({ world, portal }: Visit): Promise<string> {
  const { accessToken, refreshToken, memberId } = world.control.issueToken({ portal: portal.key, userId: people.admin })
  const frame = formOf(portal.frames[workers.indexOf('admin')]!.task)
  return textOf(await sendEvent(world, {
    'event': 'ONAPPUPDATE', 'ts': String(Math.floor(Date.now() / 1000)), 'data[LANGUAGE_ID]': 'en', 'auth[member_id]': memberId, 'auth[access_token]': accessToken,
    'auth[refresh_token]': refreshToken, 'auth[server_endpoint]': frame.SERVER_ENDPOINT!, 'auth[application_token]': frame.APPLICATION_TOKEN!,
  }))
}

/** A page that is looked at for some seconds, and closed. */
async function listen({ world, random, portal, who }: Visit): Promise<string> {
  const closing = new AbortController()
  const answer = await fetch(`${world.app.origin}/api/notes/live?subject=${subject}&after=0`, { headers: { authorization: `Bearer ${portal.clients[who].token}` }, signal: closing.signal })
  if (!answer.ok) throw new Error(`answered ${answer.status}`)
  void sleep(1000 + random.below(5000)).then(() => closing.abort())
  // How long it stays open is not how long the app took.
  void answer.text().catch(() => {})
  return ''
}
