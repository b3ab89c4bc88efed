import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Entry { optionalDependencies?: Record<string, string> }

/** Every place where Node would look for a package from another one's place, nearest first. */
function* placesOf(name: string, from: string): Generator<string> {
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) yield `${folder}/node_modules/${name}`
  yield `node_modules/${name}`
}

it('names the packages of every platform: npm leaves out those that it could not see when something is added, and `npm ci` then refuses', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(name => ![...placesOf(name, place)].some(candidate => candidate in packages)).map(name => `${name}, for ${place}`))
  expect(missing).toEqual([])
})
