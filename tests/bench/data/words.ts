import type { Random } from '../../support/random'

/** What people write most, most often first. */
const head = [
  'the', 'to', 'and', 'for', 'call', 'offer', 'we', 'is', 'on', 'with', 'not', 'client', 'until', 'send', 'new', 'from', 'date', 'asked', 'price', 'next',
  'week', 'will', 'draft', 'they', 'invoice', 'after', 'order', 'please', 'check', 'about', 'contract', 'waiting', 'printer', 'delivery', 'agreed', 'meeting',
  'friday', 'answer', 'sample', 'proof', 'colour', 'budget', 'warehouse', 'catalogue', 'oak', 'bench', 'truck', 'signed', 'later', 'photo',
]
const size = 20_000
const openings = ['b', 'br', 'c', 'ch', 'd', 'dr', 'f', 'g', 'gr', 'h', 'k', 'l', 'm', 'n', 'p', 'pl', 'r', 's', 'sh', 'st', 't', 'tr', 'v', 'w']
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'oo']
const endings = ['', 'n', 'r', 's', 't', 'l', 'nd', 'ck', 'ring', 'ment']

export interface Words {
  /** By how often they are used, most often first. */
  all: readonly string[]
  /** So many words, each as likely as its place in {@link all} says: the second half as often as the first (Zipf). */
  some: (random: Random, count: number) => string
}

/** The words that notes are made of. */
export function createWords(random: Random): Words {
  const all = new Set(head)
  while (all.size < size) {
    const syllables = 1 + random.below(3)
    let word = ''
    for (let count = 0; count < syllables; count++) word += random.pick(openings) + random.pick(vowels)
    all.add(word + random.pick(endings))
  }
  const list = [...all]
  // Drawing a word is looking up a place in this table, of which each word has its share.
  const table = new Uint16Array(2 ** 18)
  const whole = list.reduce((sum, _, place) => sum + 1 / (place + 1), 0)
  let place = 0
  let share = 1 / whole
  for (let slot = 0; slot < table.length; slot++) {
    while (slot / table.length >= share && place < size - 1) share += 1 / (++place + 1) / whole
    table[slot] = place
  }
  return {
    all: list,
    some(random, count) {
      let text = list[table[random.below(table.length)]!]!
      for (let more = 1; more < count; more++) text += ' ' + list[table[random.below(table.length)]!]!
      return text
    },
  }
}
