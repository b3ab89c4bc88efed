/** Runs in a mount namespace of its own (index.ts), as its root: the disk that it mounts ends with it. Prints its trials as JSON. */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { createRandom } from '../../support/random'
import { startWorld } from '../../e2e/support/world'
import { createTally, createTeam } from './notes'

/** How often the disk is filled. */
const rounds = 20
/** One note after the other until one is refused: SQLite has up to 4 MB that it may write again and again without asking for more. */
const mostNotes = 2_000
const megabyte = 1024 * 1024

const { seed, entry, folder } = JSON.parse(process.argv[2]!) as { seed: number, entry: string, folder: string }
const random = createRandom(seed)
const disk = path.join(folder, 'disk')
const filler = path.join(disk, 'filler')

mkdirSync(disk)
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk])

/** Takes all the space that there is. */
function fillDisk(): void {
  const descriptor = openSync(filler, 'a')
  try {
    for (let size = megabyte; size >= 512; size /= 2) writeUntilFull(descriptor, Buffer.alloc(size))
  }
  finally {
    closeSync(descriptor)
  }
}

function writeUntilFull(descriptor: number, piece: Buffer): void {
  try {
    while (writeSync(descriptor, piece) === piece.length);
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

const refusals = createTally('a disk that fills up: every note is acknowledged or refused with storage_unavailable, people go on reading, and /readyz says 503')
const healing = createTally('space again: the next note is taken, without a restart')
const truth = createTally('after each full disk nothing acknowledged is missing, nothing refused is there, the file is sound')
const readOnly = createTally('a disk that is read-only: no start, with a sentence; writable again: a start, and everything is there')

const world = await startWorld(disk, { entry })
const told = new Set<string>()
try {
  const team = await createTeam(world)
  for (let round = 1; round <= rounds; round += 1) {
    for (let note = random.below(5); note > 0; note -= 1) await team.write('x'.repeat(1 + random.below(5_000)))
    fillDisk()
    let refusal: string | null = null
    for (let note = 0; note < mostNotes && refusal === null; note += 1) refusal = await team.write('x'.repeat(1 + random.below(5_000)))
    refusals.expect(refusal === '503 storage_unavailable', `a note on a full disk was answered ${refusal}`)
    refusals.expect(await team.canRead(), 'on a full disk nobody could read')
    const { status, database } = await team.readiness()
    told.add(database)
    refusals.expect(status === 503, 'on a full disk it was ready')
    rmSync(filler)
    const after = await team.write('There is room again')
    healing.expect(after === null, `with space again a note was answered ${after}`)
    healing.expect((await team.readiness()).status === 200, 'with space again it was not ready')
    truth.expect(team.wrong().length === 0, team.wrong().slice(0, 3).join(', '))
    process.stdout.write(`disk: filled ${round} of ${rounds} times\n`)
  }
  await world.app.stop()
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const sentence = await world.app.start().then(() => 'It started', () => world.app.complaints.find(line => line.startsWith('Sidenote does not start.')))
  readOnly.expect(sentence?.includes('When the database fails') ?? false, `it said ${sentence}`)
  execFileSync('mount', ['-o', 'remount,rw', disk])
  await world.app.start()
  readOnly.expect(await team.canRead() && team.wrong().length === 0, 'after it was read-only, something is missing')
  process.stdout.write(`${JSON.stringify([
    refusals.trial(`${team.acknowledged()} notes acknowledged; /readyz called the database ${[...told].join(', ')}`), healing.trial(), truth.trial(), readOnly.trial(),
  ])}\n`)
}
finally {
  await world.stop()
}
