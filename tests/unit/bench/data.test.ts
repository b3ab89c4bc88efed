import { describe, expect, it } from 'vitest'
import { callersOf } from '../../bench/data/callers'
import { planPortals, words } from '../../bench/data/plan'
import { prose } from '../../bench/data/prose'
import { createRandom } from '../../support/random'

describe('the data of the bench', () => {
  it.each([['small', 10, 10_000], ['large', 10_000, 10_000_000]] as const)('%s: %i portals with %i notes, a few of them large', (scale, portals, notes) => {
    const planned = planPortals(scale)
    expect(planned).toHaveLength(portals)
    const total = planned.reduce((sum, portal) => sum + portal.notes, 0)
    expect(Math.abs(total / notes - 1)).toBeLessThan(0.01)
    expect(Math.max(...planned.map(portal => portal.notes))).toBeGreaterThan(4 * total / portals)
    expect(planPortals(scale)).toEqual(planned)
  })

  it('knows each caller by tokens of their own, on portals of all sizes', () => {
    for (const scale of ['small', 'large'] as const) {
      const planned = planPortals(scale)
      const named = planned.filter(({ callers }) => callers > 0)
      expect(new Set(named.map(({ notes }) => notes))).toEqual(new Set(planned.map(({ notes }) => notes)))
      const tokens = named.flatMap(portal => callersOf(portal).flatMap(({ authId, refreshId }) => [authId, refreshId]))
      expect(tokens.length).toBeGreaterThanOrEqual(200)
      expect(new Set(tokens).size).toBe(tokens.length)
      for (const token of tokens) expect(token).toMatch(/^[\w.-]{10,512}$/)
    }
  })

  it('shows a caller twenty notes: their own and the team\'s', () => {
    expect(prose.filter(({ author, private: isPrivate }) => !isPrivate || author === undefined)).toHaveLength(20)
  })

  it('says some words often and most hardly ever', () => {
    const said = words.some(createRandom(1), 20_000).split(' ')
    const times = (word: string) => said.filter(other => other === word).length
    const [first, tenth, far] = [words.all[0]!, words.all[9]!, words.all[5_000]!].map(times) as [number, number, number]
    expect(first).toBeGreaterThan(5 * tenth)
    expect(tenth).toBeGreaterThan(10 * far)
    expect(words.some(createRandom(1), 20)).toBe(words.some(createRandom(1), 20))
  })
})
