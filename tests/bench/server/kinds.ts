import type { LoadRequest } from '../../support/load/plan'
import type { Installation } from './installation'
import type { Figures } from './measure'
import { listRequest, searchRequest, taskLaunch, uninstallEvent, workerLaunch, writeRequest } from './requests'

/** A kind of request that is measured, by everybody who can send it. */
export interface Kind {
  what: string
  requests: (installation: Installation) => LoadRequest[]
  /** What DESIGN §9 asks of it, and whether that is so. */
  target?: { words: string, isMet: (figures: Figures) => boolean }
}

const search = (word: keyof Installation['data']['words']) => ({ data, signedIn }: Installation) => signedIn.map(searchRequest(data.words[word]))

export const launch: Kind = { what: 'launch of a known caller, 20 notes', requests: ({ people, authServer }) => people.map(person => taskLaunch(person, authServer)) }

export const write: Kind = { what: 'write a note', requests: ({ signedIn }) => signedIn.map(writeRequest) }

/** Those that write come last: what they leave behind is in nobody's way. */
export const otherKinds: readonly Kind[] = [
  { what: 'background worker', requests: ({ people, authServer }) => people.map(person => workerLaunch(person, authServer)), target: { words: '≤ 10 ms of the processor', isMet: ({ cpuMs }) => cpuMs <= 10 } },
  { what: 'list of notes', requests: ({ signedIn }) => signedIn.map(listRequest) },
  { what: 'search, a rare word', requests: search('rare') },
  { what: 'search, a common word', requests: search('common') },
  { what: 'search, a word of nearly every note', requests: search('everywhere') },
  { what: 'event, with what is done after the answer', requests: ({ people, authServer }) => people.map(person => uninstallEvent(person, authServer)), target: { words: 'p99 ≤ 10 ms', isMet: ({ p99 }) => p99 <= 10 } },
  write,
]
