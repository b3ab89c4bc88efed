import type { B24Frame } from '@bitrix24/b24jssdk'
import type { SessionRequest } from '#shared/launch'
import type { SettingsTab } from '#shared/settings-tabs'
import type { PersonCard } from '#shared/subjects'
import { personIn } from '~/app/lib/people'
import { Problem } from '~/app/lib/problem'
import { within } from '~/app/lib/timeout'

/** `getInitData` normally answers in milliseconds; a busy portal page may need seconds. */
const connectLimit = 10_000
/** Longer than the SDK's own limit, so that its clearer error comes first. */
const refreshLimit = 12_000

/** What the frame knows of who opened us. Claims: the server proves them again. */
export type FrameClaims = Omit<SessionRequest, 'path'>

let connection: Promise<B24Frame> | null = null

/** Whether a portal's page is around us: only then is there somebody to answer (SDK loader, `window.name`). */
export function isInFrame(): boolean {
  const [domain, protocol, sid] = window.name.split('|')
  return window.parent !== window && Boolean(domain && protocol && sid)
}

/**
 * The portal's page around us, through the official SDK, which is loaded on first need. Everything here rejects with a
 * {@link Problem}; nothing waits for ever, except {@link openPath} and {@link openView}, which end when the slider closes, and
 * {@link selectPerson}, which a cancelled dialog leaves unanswered.
 */
export function useFrame() {
  return { connect, claims, refreshedClaims, isInstallMode, finishInstallation, openPath, openView, openDialog, selectPerson, close, fit }
}

/** @throws Problem `frame_silent` outside a frame, or when the portal does not answer */
async function connect(): Promise<B24Frame> {
  if (!isInFrame()) throw new Problem('frame_silent')
  connection ??= import('@bitrix24/b24jssdk').then(sdk => sdk.initializeB24Frame())
  const pending = connection
  // After a time-out the attempt goes on, and a late answer serves the next call; after a rejection we start anew.
  pending.catch(() => { if (connection === pending) connection = null })
  try {
    return await within(pending, connectLimit, 'frame_silent')
  }
  catch (cause) {
    throw new Problem('frame_silent', { cause })
  }
}

/** Token and placement as the frame holds them, refreshed only when the token has run out. */
async function claims(): Promise<FrameClaims> {
  const b24 = await connect()
  return claimsOf(b24) ?? await refreshedClaims()
}

/** The same with a token just issued. When the portal refuses a new one, the old one may still do. */
async function refreshedClaims(): Promise<FrameClaims> {
  const b24 = await connect()
  await within(b24.auth.refreshAuth(), refreshLimit, 'frame_silent').catch(() => undefined)
  const known = claimsOf(b24)
  if (!known) throw new Problem('frame_silent')
  return known
}

function claimsOf(b24: B24Frame): FrameClaims | null {
  const auth = b24.auth.getAuthData()
  if (!auth) return null
  return {
    authId: auth.access_token,
    refreshId: auth.refresh_token,
    authExpires: Math.max(0, Math.floor(auth.expires - Date.now() / 1000)),
    memberId: auth.member_id,
    language: b24.getLang(),
    placement: b24.placement.title,
    // Absent members vanish from JSON; the server wants the key.
    placementOptions: b24.placement.options ?? null,
  }
}

/** Whether the portal shows us as an installer that has not finished. */
async function isInstallMode(): Promise<boolean> {
  return (await connect()).isInstallMode
}

/** Tells the portal that the installation is complete. It answers by reloading its page, never with a message. */
async function finishInstallation(): Promise<void> {
  const b24 = await connect()
  void b24.installFinish().catch(() => undefined)
}

/**
 * Opens what belongs to Bitrix24 in a slider; ends when it closes.
 * On a phone the SDK opens a tab instead, since portals do not support openPath there.
 * @throws Error `PATH_NOT_AVAILABLE`, or when the tab was blocked
 */
async function openPath(path: string): Promise<void> {
  const b24 = await connect()
  await b24.slider.openPath(b24.slider.getUrl(path))
}

/** Opens what is ours in a slider; ends when it closes. `view` is our marker, since the SDK cannot tell such a slider. */
async function openView(params: { view: 'home' | 'templates' } | { view: 'settings', tab?: SettingsTab } | { view: 'note', note: string } | { view: 'subject', subject: string }): Promise<void> {
  const b24 = await connect()
  await b24.slider.openSliderAppPage({ ...params, bx24_width: params.view === 'note' ? 720 : 1100 })
}

/**
 * Shows a chat, and one message of it, in the messenger. Portals carry it out and never answer, so there is nothing to wait for.
 * @param dialogId as this viewer's messenger names it (`SubjectCard.dialog`)
 */
async function openDialog(dialogId: string, messageId?: string): Promise<void> {
  const b24 = await connect()
  const dialog = dialogId.startsWith('chat') ? dialogId as `chat${number}` : Number(dialogId)
  void b24.parent.imOpenMessenger(dialog, messageId === undefined ? undefined : Number(messageId)).catch(() => undefined)
}

/**
 * Lets the person choose a colleague in the portal's own dialog. A cancelled one is never answered, so nothing may be held up for
 * this; whoever asks again gets a dialog of their own.
 * @returns null when the answer names nobody
 * @throws Problem `frame_silent` where there is no portal around, as in the mobile app
 */
async function selectPerson(): Promise<PersonCard | null> {
  const b24 = await connect()
  return personIn(await b24.dialog.selectUser(), b24.getTargetOrigin())
}

/** Closes the slider we are in. The frame is destroyed with it, so there is no answer to wait for. */
async function close(): Promise<void> {
  const b24 = await connect()
  void b24.slider.closeSliderAppPage().catch(() => undefined)
}

/**
 * Makes the frame as tall as `height`. Not the SDK's fitWindow: that measures the document, which is never lower than
 * the frame already is, so a frame would only ever grow. Settles after 900 ms where the portal denies it.
 */
async function fit(height: number): Promise<void> {
  const b24 = await connect()
  await b24.parent.message.send('resizeWindow', { width: '100%', height, isSafely: true })
}
