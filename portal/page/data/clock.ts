/** The portal's clock may be set (tests do): what it differs by is kept once, and added to the browser's. */
let offset = 0

/** Sets the clock to the portal's time, an ISO 8601 moment. */
export const setClock = (now: string) => { offset = Date.parse(now) - Date.now() }

/** The portal's present moment. */
export const portalNow = () => new Date(Date.now() + offset)
