import { paths } from '../../data/people'
import { topSliders } from '../../sliders/stack'
import { defaultOptions, planOpenApplication } from '../open-application'
import { isMobileBrowser, planOpenPath } from '../open-path'
import { asRecord } from '../protocol'
import { silence } from '../silence'
import type { Command } from './types'

const pointedAtByFinger = () => window.matchMedia('(pointer: coarse)').matches

/** §2.5: answers `KEY:` when the slider closes, however it closes; no value comes back. */
const openApplication: Command = ({ params, session }) => {
  const { settings, options } = planOpenApplication(asRecord(params))
  const address = `${paths.app(session.app.id)}?_r=${Math.random()}`
  const passed = Object.keys(options).length > 0 ? options : defaultOptions(session.app.id, '')
  return new Promise<undefined>((resolve) => {
    topSliders().open({ kind: 'app', address, settings, options: passed }, () => resolve(undefined))
  })
}

/** §2.6 */
const openPath: Command = ({ params, session }) => {
  const mobile = session.placement === 'IMMOBILE_CONTEXT_MENU' || isMobileBrowser(navigator.userAgent, window.innerWidth, pointedAtByFinger())
  const plan = planOpenPath(asRecord(params).path, session.app.code, mobile)
  if ('errorCode' in plan) return { result: 'error', errorCode: plan.errorCode }
  const settings = plan.width === undefined ? {} : { width: plan.width }
  return new Promise<{ result: 'close' }>((resolve) => {
    topSliders().open({ kind: 'page', address: plan.path, settings }, () => resolve({ result: 'close' }))
  })
}

/** §2.5.8: closes the top slider if it is an app's, and is a silent nothing otherwise. */
const closeApplication: Command = ({ session }) => {
  topSliders().closeTopApplication(session.app.code)
  return silence
}

/** §2.4: not for the app's main place; events outside the placement's list are ignored. */
const placementBindEvent: Command = ({ params, callback, session }) => {
  const { event } = asRecord(params)
  if (session.placement !== 'DEFAULT' && typeof event === 'string' && session.frame.events.includes(event)) {
    session.bindEvent(event, callback)
  }
  return silence
}

/** What opens over the page (reference frame-oauth-events §2.5, §2.6). */
export const openCommands: Record<string, Command> = { openApplication, openPath, closeApplication, placementBindEvent }
