import type { Operation } from './operation'
import { backUp } from './operations/backup'
import { oldUninstallEvent, updateEvent } from './operations/events'
import { exportNotes } from './operations/export'
import { edit, remove, restore, write } from './operations/notes'
import { install, refresh } from './operations/second-portal'
import { remind, untilTick } from './operations/reminders'
import { saveSettings } from './operations/settings'
import type { Stage } from './stage'

type Maker = (stage: Stage) => Operation | undefined

/** What may happen any number of times at once, each as often as it stands here. */
const many: readonly Maker[] = [write, write, write, edit, edit, edit, remove, restore, updateEvent, oldUninstallEvent]
/** What one administrator does once at a time. */
const single: readonly Maker[] = [saveSettings, exportNotes, backUp]
const atOnce = 5
/** Reminders are prepared when the clock's tick is so near. */
const nearMs = 2_500
const farEnoughMs = 600

export interface Choice {
  /** What is done next, at least one thing, all of it at the same time. */
  next: () => Promise<Operation[]>
  /** How often nothing but a launch healed a token. */
  healed: () => number
}

/** Chooses what is done before the next kill. @param withReminders whether to wait for the clock's ticks, too */
export function createChoice(stage: Stage, { withReminders }: { withReminders: boolean }): Choice {
  const { random } = stage
  let isSecondInstalled = false
  let healed = 0

  async function ofSecondPortal(): Promise<Operation> {
    if (isSecondInstalled && random.chance(0.5)) return refresh(stage, () => { healed += 1 })
    isSecondInstalled = true
    return install(stage)
  }

  return {
    async next() {
      const tick = untilTick()
      if (withReminders && tick < nearMs && tick > farEnoughMs) return [await remind(stage)]
      const chosen: (Operation | undefined)[] = Array.from({ length: 1 + random.below(atOnce) }, () => random.pick(many)(stage))
      if (random.chance(0.3)) chosen.push(random.pick(single)(stage))
      if (random.chance(0.4)) chosen.push(await ofSecondPortal())
      const operations = chosen.filter(operation => operation !== undefined)
      return operations.length > 0 ? operations : [write(stage)]
    },
    healed: () => healed,
  }
}
