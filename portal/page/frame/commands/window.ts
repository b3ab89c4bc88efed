import { nextTick } from 'vue'
import { t } from '../../i18n'
import { pageTitle } from '../page-title'
import { asRecord } from '../protocol'
import { openInSlider } from '../../sliders/open'
import { silence } from '../silence'
import { notify } from '../toast'
import type { Command } from './types'

/** §2.4: a width of `100%` stays, anything else is pixels, 100 when it is no number. */
const size = (value: unknown) => (value === '100%' ? '100%' : `${Number.parseInt(String(value)) || 100}px`)

const resizeWindow: Command = async ({ params, session }) => {
  const layout = session.layout()
  if (!layout) return silence
  const { width, height } = asRecord(params)
  if (width !== undefined) layout.style.width = size(width)
  if (height !== undefined) layout.style.height = size(height)
  await nextTick()
  const box = layout.getBoundingClientRect()
  return { width: Math.round(box.width), height: Math.round(box.height) }
}

const setTitle: Command = ({ params }) => {
  // Only the heading of the page (`#pagetitle`), never the browser's tab.
  pageTitle.value = String(asRecord(params).title ?? '')
  return params
}

const setScroll: Command = ({ params }) => {
  window.scrollTo(window.scrollX, Number.parseInt(String(asRecord(params).scroll)) || 0)
  return params
}

const reloadWindow: Command = () => {
  window.location.reload()
  return silence
}

/** Opens a chat over the page; nobody is told. A `messageId` is scrolled to and marked. */
const openMessenger: Command = ({ params }) => {
  const { dialogId, messageId } = asRecord(params)
  const query = new URLSearchParams({
    ...(dialogId ? { IM_DIALOG: String(dialogId) } : {}), ...(messageId ? { IM_MESSAGE: String(messageId) } : {}),
  })
  openInSlider(`/online/?${query}`)
  return silence
}

/** Calls and forms are not played: the portal says what it was asked. */
const messenger = (title: string, shown: string): Command => ({ params }) => {
  notify(title, t('frame.messenger', { what: String(asRecord(params)[shown] ?? '–') }))
  return silence
}

/** Commands about the window around the frame (reference frame-oauth-events §2.4). */
export const windowCommands: Record<string, Command> = {
  resizeWindow,
  setTitle,
  setScroll,
  reloadWindow,
  imCallTo: messenger('imCallTo', 'userId'),
  imPhoneTo: messenger('imPhoneTo', 'phone'),
  imOpenMessenger: openMessenger,
  imOpenHistory: openMessenger,
  showAppForm: messenger('showAppForm', 'params'),
}
